using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Dachshund.Context.Keys;

namespace Dachshund.Context.Links;

/// <summary>
/// What a link to a report leads to: a day, on one node, until a time. Its bytes have one form, and a domain of their own, so that
/// no other link's signature fits it.
/// <code>
/// byte 0        version, 1
/// bytes 1-8     id of the key that signed, big-endian like all numbers
/// bytes 9-16    expiry, Unix seconds
/// bytes 17-20   the day, days since 0001-01-01
/// byte 21       letters of the node's name, from 22 on the letters
/// last 64       signature over "dachshund report 1", a zero byte, and all bytes before it
/// </code>
/// Immutable.
/// </summary>
/// <param name="Node">The name of the node that shows it: 1 to 64 of <c>a-z 0-9 . _ -</c>.</param>
/// <param name="Day">The report's day.</param>
/// <param name="Expires">From when the link doesn't open; whole seconds since 1970.</param>
public sealed record ReportToken(string Node, DateOnly Day, DateTimeOffset Expires)
{
    /// <summary>Letters that a token has at most: 200.</summary>
    public const int TextCharsMax = 200;

    private const int NameAt = 22;

    private static ReadOnlySpan<byte> Domain => "dachshund report 1\0"u8;

    /// <summary>The signed token: base64url, one segment of a URL's path.</summary>
    /// <param name="key">The key to sign with.</param>
    /// <exception cref="ArgumentException">The node's name is none, or the time is out of its range.</exception>
    public string Sign(LinkKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!TokenLayout.IsNode(Node) || Expires.ToUnixTimeSeconds() is < 0 or > LinkClock.SecondsMax)
            throw new ArgumentException($"No link can lead to a report on '{Node}'.");
        var bytes = TokenSeal.Open(NameAt, Node, key);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TokenSeal.BodyAt), Expires.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(17), Day.DayNumber);
        return TokenSeal.Close(bytes, Domain, key);
    }

    /// <summary>Reads a token, its signature unproved.</summary>
    internal static bool TryDecode(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out ReportToken? token, out LinkKeyId keyId, out byte[] bytes)
    {
        token = null;
        bytes = TokenSeal.Read(text, NameAt, out var node, out keyId) ?? [];
        if (bytes.Length == 0)
            return false;
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TokenSeal.BodyAt));
        var day = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(17));
        if (!TokenLayout.IsNode(node) || expires is < 0 or > LinkClock.SecondsMax || day < 0 || day > DateOnly.MaxValue.DayNumber)
            return false;
        token = new ReportToken(node, DateOnly.FromDayNumber(day), DateTimeOffset.FromUnixTimeSeconds(expires));
        return true;
    }

    internal static bool IsSignedBy(KeyStatement key, ReadOnlySpan<byte> bytes) =>
        TokenSeal.IsSignedBy(key, Domain, bytes);
}
