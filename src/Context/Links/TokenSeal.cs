using System.Buffers.Binary;
using System.Text;
using Dachshund.Context.Keys;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Links;

/// <summary>
/// What every token has: its version and the id of its key in front, the node's name with its length before the signature, and the
/// signature in the last 64 bytes, over a domain of its own kind and all bytes before it.
/// </summary>
internal static class TokenSeal
{
    /// <summary>Where what is of the token's own kind begins, after version and key.</summary>
    public const int BodyAt = 9;

    /// <summary>The longest name of a node.</summary>
    public const int NameBytesMax = 64;

    private const byte Version = 1;

    /// <summary>A token's bytes, with all that is not of its own kind but the signature.</summary>
    /// <param name="nameAt">Where the letters of the name begin; the byte before has their number.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="key">The key that will sign.</param>
    public static byte[] Open(int nameAt, string node, LinkKey key)
    {
        var bytes = new byte[nameAt + node.Length + P256.SignatureBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), key.Id.Value);
        bytes[nameAt - 1] = (byte)node.Length;
        Encoding.ASCII.GetBytes(node, bytes.AsSpan(nameAt));
        return bytes;
    }

    /// <summary>Signs them; the token's text.</summary>
    public static string Close(byte[] bytes, ReadOnlySpan<byte> domain, LinkKey key)
    {
        var signed = bytes.AsSpan(0, bytes.Length - P256.SignatureBytes);
        key.Sign(domain, signed).CopyTo(bytes.AsSpan(signed.Length));
        return CanonicalText.Encode(bytes);
    }

    /// <summary>A token's bytes, its signature unproved; null when the text is of another form.</summary>
    /// <param name="text">The token's text.</param>
    /// <param name="nameAt">Where the letters of the name begin.</param>
    /// <param name="node">The node's name, whatever letters it has.</param>
    /// <param name="keyId">The key that it names.</param>
    public static byte[]? Read(ReadOnlySpan<char> text, int nameAt, out string node, out LinkKeyId keyId)
    {
        (node, keyId) = ("", default);
        if (CanonicalText.Decode(text, nameAt + NameBytesMax + P256.SignatureBytes) is not { } bytes
            || bytes.Length <= nameAt + P256.SignatureBytes || bytes[0] != Version
            || bytes.Length != nameAt + bytes[nameAt - 1] + P256.SignatureBytes)
            return null;
        node = Encoding.ASCII.GetString(bytes.AsSpan(nameAt, bytes[nameAt - 1]));
        keyId = new LinkKeyId(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)));
        return bytes;
    }

    /// <summary>Whether a key signed them.</summary>
    public static bool IsSignedBy(KeyStatement key, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> bytes) =>
        P256.Verify(key.Point, domain, bytes[..^P256.SignatureBytes], bytes[^P256.SignatureBytes..]);
}
