using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Dachshund.Context.Keys;

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
    private const int NameAt = 58;

    private static readonly SearchValues<char> s_nameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    private static ReadOnlySpan<byte> Domain => "dachshund link 1\0"u8;

    public static bool IsNode(string name) =>
        name.Length is > 0 and <= TokenSeal.NameBytesMax && !name.AsSpan().ContainsAnyExcept(s_nameLetters);

    public static bool IsValid(LinkToken token) =>
        IsNode(token.Node)
        && token.Generation >= 0 && token.Offset >= 0 && token.Length >= 0
        && token.Offset <= long.MaxValue - token.Length
        && token.HitTime.ToUnixTimeMilliseconds() is >= 0 and <= LinkClock.SecondsMax * 1000
        && token.Expires.ToUnixTimeSeconds() is >= 0 and <= LinkClock.SecondsMax;

    public static string Encode(LinkToken token, LinkKey key)
    {
        var bytes = TokenSeal.Open(NameAt, token.Node, key);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TokenSeal.BodyAt), token.HitTime.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(17), token.Expires.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(25), token.Device);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(33), token.Inode);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(41), token.Generation);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(45), token.Offset);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(53), token.Length);
        return TokenSeal.Close(bytes, Domain, key);
    }

    /// <summary>Reads a token, its signature unproved.</summary>
    public static bool TryDecode(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out LinkToken? token, out LinkKeyId keyId, out byte[] bytes)
    {
        token = null;
        bytes = TokenSeal.Read(text, NameAt, out var node, out keyId) ?? [];
        if (bytes.Length == 0)
            return false;
        var hitTime = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TokenSeal.BodyAt));
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(17));
        if (hitTime is < 0 or > LinkClock.SecondsMax * 1000 || expires is < 0 or > LinkClock.SecondsMax)
            return false;

        var read = new LinkToken(
            node,
            BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(25)),
            BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(33)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(41)),
            BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(45)),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(53)),
            DateTimeOffset.FromUnixTimeMilliseconds(hitTime),
            DateTimeOffset.FromUnixTimeSeconds(expires));
        if (!IsValid(read))
            return false;
        token = read;
        return true;
    }

    public static bool IsSignedBy(KeyStatement key, ReadOnlySpan<byte> bytes) =>
        TokenSeal.IsSignedBy(key, Domain, bytes);
}
