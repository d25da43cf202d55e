using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using Dachshund.Context.Keys;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Makes tokens byte by byte, with a key's private half in its hands: what no server would sign.</summary>
internal sealed class Forger : IDisposable
{
    public const int SignatureBytes = 64;
    private readonly ECDsa _key = ECDsa.Create();

    public Forger(LinkKey key) => _key.ImportFromPem(key.ToFileText());

    /// <summary>What stands before a token when it is signed.</summary>
    public static byte[] Domain => "dachshund link 1\0"u8.ToArray();

    /// <summary>The order of the group.</summary>
    public static BigInteger Order { get; } = BigInteger.Parse(
        "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber, null);

    public static byte[] Bytes(string token) => Base64Url.DecodeFromChars(token);

    public static string Text(params byte[][] parts) => Base64Url.EncodeToString(parts.SelectMany(part => part).ToArray());

    /// <summary>A number as half of a signature.</summary>
    public static byte[] Half(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    public static BigInteger Number(ReadOnlySpan<byte> half) => new(half, isUnsigned: true, isBigEndian: true);

    /// <summary>The token of a body, signed as a server does.</summary>
    public string Token(byte[] body) => Text(body, Sign([.. Domain, .. body]));

    /// <summary>A signature, s in the lower half.</summary>
    public byte[] Sign(byte[] message, HashAlgorithmName? hash = null)
    {
        var signature = _key.SignData(message, hash ?? HashAlgorithmName.SHA256);
        var s = Number(signature.AsSpan(32));
        return s <= Order / 2 ? signature : [.. signature[..32], .. Half(Order - s)];
    }

    public byte[] SignDer(byte[] message) =>
        _key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => _key.Dispose();
}
