using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Dachshund.Context.Keys;
using Dachshund.Context.Signing;

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

    private const byte Version = 1;
    private const int NameAt = 22;
    private const int NameBytesMax = 64;

    private static ReadOnlySpan<byte> Domain => "dachshund report 1\0"u8;

    /// <summary>The signed token: base64url, one segment of a URL's path.</summary>
    /// <param name="key">The key to sign with.</param>
    /// <exception cref="ArgumentException">The node's name is none, or the time is out of its range.</exception>
    public string Sign(LinkKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!TokenLayout.IsNode(Node) || Expires.ToUnixTimeSeconds() is < 0 or > LinkClock.SecondsMax)
            throw new ArgumentException($"No link can lead to a report on '{Node}'.");
        var bytes = new byte[NameAt + Node.Length + P256.SignatureBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(1), key.Id.Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), Expires.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(17), Day.DayNumber);
        bytes[21] = (byte)Node.Length;
        Encoding.ASCII.GetBytes(Node, bytes.AsSpan(NameAt));
        var signed = bytes.AsSpan(0, bytes.Length - P256.SignatureBytes);
        key.Sign(Domain, signed).CopyTo(bytes.AsSpan(signed.Length));
        return CanonicalText.Encode(bytes);
    }

    /// <summary>Reads a token, its signature unproved.</summary>
    internal static bool TryDecode(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out ReportToken? token, out LinkKeyId keyId, out byte[] bytes)
    {
        (token, keyId) = (null, default);
        bytes = CanonicalText.Decode(text, NameAt + NameBytesMax + P256.SignatureBytes) ?? [];
        if (bytes.Length <= NameAt + P256.SignatureBytes || bytes[0] != Version || bytes.Length != NameAt + bytes[21] + P256.SignatureBytes)
            return false;
        var node = Encoding.ASCII.GetString(bytes.AsSpan(NameAt, bytes[21]));
        var expires = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(9));
        var day = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(17));
        if (!TokenLayout.IsNode(node) || expires is < 0 or > LinkClock.SecondsMax || day < 0 || day > DateOnly.MaxValue.DayNumber)
            return false;
        keyId = new LinkKeyId(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)));
        token = new ReportToken(node, DateOnly.FromDayNumber(day), DateTimeOffset.FromUnixTimeSeconds(expires));
        return true;
    }

    internal static bool IsSignedBy(KeyStatement key, ReadOnlySpan<byte> bytes) =>
        P256.Verify(key.Point, Domain, bytes[..^P256.SignatureBytes], bytes[^P256.SignatureBytes..]);
}
