using System.Security.Cryptography;

namespace Dachshund.Context.Signing;

/// <summary>
/// ECDSA on P-256 with SHA-256 and nothing else, so that no text can choose an algorithm. A signature is r and s, 32
/// bytes each, s in the lower half: of the two that say the same only one is taken. Each call makes its own object of
/// the framework, whose instances aren't said to be thread-safe; that costs less than the arithmetic. Comparing is not
/// in constant time, as verifying works on public values only.
/// </summary>
internal static class P256
{
    public const int PointBytes = 64;
    public const int SignatureBytes = 64;
    private const int HalfBytes = 32;

    // The order n of the curve's group (FIPS 186-5, SP 800-186 section 3.2.1.3), and n / 2 rounded down.
    private static ReadOnlySpan<byte> Order =>
    [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];

    private static ReadOnlySpan<byte> HalfOrder =>
    [
        0x7f, 0xff, 0xff, 0xff, 0x80, 0x00, 0x00, 0x00, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xde, 0x73, 0x7d, 0x56, 0xd3, 0x8b, 0xcf, 0x42, 0x79, 0xdc, 0xe5, 0x61, 0x7e, 0x31, 0x92, 0xa8,
    ];

    // What stands before the point in a SubjectPublicKeyInfo of this curve (RFC 5480), the mark of a whole point included.
    private static ReadOnlySpan<byte> PublicKeyInfoStart =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    /// <summary>A new private key (PKCS#8) and the point that is its public one.</summary>
    public static (byte[] PrivateKey, byte[] Point) Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportPkcs8PrivateKey(), PointOf(key));
    }

    /// <summary>The point of a private key; null for a text that is none of this curve.</summary>
    public static byte[]? PointOf(ReadOnlySpan<byte> privateKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(privateKey, out _);
            return key.KeySize == 256 ? PointOf(key) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The first 8 bytes of the SHA-256 of the key in its usual form, which
    /// <c>openssl pkey -pubout -outform DER | sha256sum</c> gives as well.</summary>
    public static ReadOnlySpan<byte> IdOf(ReadOnlySpan<byte> point) =>
        SHA256.HashData([.. PublicKeyInfoStart, .. point]).AsSpan(0, 8);

    public static bool IsOnCurve(ReadOnlySpan<byte> point)
    {
        using var key = TryImport(point);
        return key is not null;
    }

    public static byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> message)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var signature = key.SignData(
            [.. domain, .. message], HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var s = signature.AsSpan(HalfBytes);
        if (s.SequenceCompareTo(HalfOrder) > 0)
            SubtractFromOrder(s);
        return signature;
    }

    public static bool Verify(
        ReadOnlySpan<byte> point, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureBytes || signature[HalfBytes..].SequenceCompareTo(HalfOrder) > 0)
            return false;
        using var key = TryImport(point);
        return key is not null && key.VerifyData(
            [.. domain, .. message], signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static ECDsa? TryImport(ReadOnlySpan<byte> point)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportParameters(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[..HalfBytes].ToArray(), Y = point[HalfBytes..].ToArray() },
            });
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static byte[] PointOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X ?? [], .. point.Y ?? []];
    }

    private static void SubtractFromOrder(Span<byte> s)
    {
        var borrow = 0;
        for (var i = HalfBytes - 1; i >= 0; i--)
        {
            var difference = Order[i] - s[i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            s[i] = (byte)difference;
        }
    }
}
