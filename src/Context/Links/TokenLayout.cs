using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dachshund.Context.Keys;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Links;

/// <summary>
/// A token's bytes. Every field has one place and one form, so that one token has one text.
/// <code>
/// byte 0        version, 1: it stands for the algorithm too, which no token can choose
/// bytes 1-8     id of the key that signed, big-endian like all numbers
/// bytes 9-16    time of the hit, Unix milliseconds
/// bytes 17-24   expiry, Unix seconds
/// bytes 25-32   device, 33-40 inode, 41-44 generation
/// bytes 45-52   offset, 53-56 length
/// byte 57       letters of the node's name, from 58 on the letters
/// last 64       signature over "dachshund link 1", a zero byte, and all bytes before it
/// </code>
/// </summary>
internal static class TokenLayout
{
    private const byte Version = 1;
    private const int NameAt = 58;
    private const int NameBytesMax = 64;
    private const int TokenBytesMax = NameAt + NameBytesMax + P256.SignatureBytes;
    private const int TokenBytesMin = NameAt + 1 + P256.SignatureBytes;

    private static readonly SearchValues<char> s_nameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    private static ReadOnlySpan<byte> Domain => "dachshund link 1\0"u8;

    public static bool IsNode(string name) => name.Length is > 0 and <= NameBytesMax && !name.AsSpan().ContainsAnyExcept(s_nameLetters);

    public static bool IsValid(LinkToken token) =>
        IsNode(token.Node)
        && token.Generation >= 0 && token.Offset >= 0 && token.Length >= 0
        && token.Offset <= long.MaxValue - token.Length
        && token.HitTime.ToUnixTimeMilliseconds() is >= 0 and <= LinkClock.SecondsMax * 1000
        && token.Expires.ToUnixTimeSeconds() is >= 0 and <= LinkClock.SecondsMax;

    public static string Encode(LinkToken token, LinkKey key)
    {
        var bytes = new byte[NameAt + token.Node.Length + P256.SignatureBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), key.Id.Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), token.HitTime.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), token.Expires.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(25), token.Device);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(33), token.Inode);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(41), token.Generation);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(45), token.Offset);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(53), token.Length);
        bytes[57] = (byte)token.Node.Length;
        Encoding.ASCII.GetBytes(token.Node, bytes.AsSpan(NameAt));
        var signed = bytes.AsSpan(0, bytes.Length - P256.SignatureBytes);
        key.Sign(Domain, signed).CopyTo(bytes.AsSpan(signed.Length));
        return CanonicalText.Encode(bytes);
    }

    /// <summary>Reads a token, its signature unproved.</summary>
    public static bool TryDecode(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out LinkToken? token, out LinkKeyId keyId, out byte[] bytes)
    {
        (token, keyId) = (null, default);
        bytes = CanonicalText.Decode(text, TokenBytesMax) ?? [];
        if (bytes.Length < TokenBytesMin || bytes[0] != Version
            || bytes.Length != NameAt + bytes[57] + P256.SignatureBytes)
            return false;

        var hitTime = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9));
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(17));
        if (hitTime is < 0 or > LinkClock.SecondsMax * 1000 || expires is < 0 or > LinkClock.SecondsMax)
            return false;

        var read = new LinkToken(
            Encoding.ASCII.GetString(bytes.AsSpan(NameAt, bytes[57])),
            BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(25)),
            BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(33)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(41)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(45)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(53)),
            DateTimeOffset.FromUnixTimeMilliseconds(hitTime),
            DateTimeOffset.FromUnixTimeSeconds(expires));
        if (!IsValid(read))
            return false;
        keyId = new LinkKeyId(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)));
        token = read;
        return true;
    }

    public static bool IsSignedBy(KeyStatement key, ReadOnlySpan<byte> bytes) =>
        P256.Verify(key.Point, Domain, bytes[..^P256.SignatureBytes], bytes[^P256.SignatureBytes..]);
}
