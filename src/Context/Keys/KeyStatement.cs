using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Keys;

/// <summary>
/// What is published of a key: the key itself, from when until when it is good, and who vouches for that. The first key
/// vouches for itself, a later one is vouched for by the one before. One line of 204 characters. Immutable.
/// </summary>
/// <remarks>
/// <code>
/// byte 0        version, 1
/// bytes 1-8     created, Unix seconds, big-endian like all numbers here
/// bytes 9-16    expires, Unix seconds
/// bytes 17-24   id of the key that signs
/// bytes 25-88   the public key: x and y of its point on P-256
/// bytes 89-152  signature over "dachshund link key 1", a zero byte, and bytes 0-88
/// </code>
/// </remarks>
public sealed class KeyStatement
{
    private const byte Version = 1;
    private const int PublishedMax = 256;
    private const int PointAt = 25;
    private const int SignatureAt = PointAt + P256.PointBytes;
    private const int StatementBytes = SignatureAt + P256.SignatureBytes;

    private readonly byte[] bytes;

    private KeyStatement(byte[] bytes)
    {
        this.bytes = bytes;
        Id = LinkKeyId.OfPoint(Point);
    }

    private static ReadOnlySpan<byte> Domain => "dachshund link key 1\0"u8;

    /// <summary>The key's id.</summary>
    public LinkKeyId Id { get; }

    /// <summary>The id of the key that vouches; <see cref="Id"/> where it vouches for itself.</summary>
    public LinkKeyId SignerId => new(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(17)));

    /// <summary>From when it is good; whole seconds.</summary>
    public DateTimeOffset Created => TimeAt(1);

    /// <summary>From when it is not good any more; whole seconds.</summary>
    public DateTimeOffset Expires => TimeAt(9);

    internal ReadOnlySpan<byte> Point => bytes.AsSpan(PointAt, P256.PointBytes);

    /// <summary>Reads what <see cref="ToString"/> wrote. Whether the signature is right is another question:
    /// <see cref="IsSignedBy"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="statement">The statement.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyStatement? statement)
    {
        statement = null;
        if (CanonicalText.Decode(text, StatementBytes) is not { Length: StatementBytes } bytes || bytes[0] != Version)
            return false;
        if (!IsTime(bytes.AsSpan(1)) || !IsTime(bytes.AsSpan(9))
            || !P256.IsOnCurve(bytes.AsSpan(PointAt, P256.PointBytes)))
            return false;
        statement = new KeyStatement(bytes);
        return true;
    }

    /// <summary>Those of some texts that are statements, 256 at most: who can write to Redis can publish any number.</summary>
    /// <param name="texts">Any texts.</param>
    public static IReadOnlyList<KeyStatement> ParseAll(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var statements = new List<KeyStatement>();
        foreach (var text in texts.Take(PublishedMax))
        {
            if (TryParse(text, out var statement))
                statements.Add(statement);
        }

        return statements;
    }

    /// <summary>Whether the signature is that of a key.</summary>
    /// <param name="signer">The key that should have signed.</param>
    public bool IsSignedBy(KeyStatement signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return SignerId == signer.Id
            && P256.Verify(signer.Point, Domain, bytes.AsSpan(0, SignatureAt), bytes.AsSpan(SignatureAt));
    }

    /// <summary>Whether the key is good at a time.</summary>
    /// <param name="now">The time.</param>
    public bool IsValidAt(DateTimeOffset now) => Created <= now + LinkClock.Skew && now < Expires;

    /// <summary>The line.</summary>
    public override string ToString() => CanonicalText.Encode(bytes);

    internal static KeyStatement Make(
        ReadOnlySpan<byte> point, DateTimeOffset created, DateTimeOffset expires, ReadOnlySpan<byte> signerPoint,
        ReadOnlySpan<byte> signerPrivateKey)
    {
        var bytes = new byte[StatementBytes];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), created.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(9), expires.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(17), LinkKeyId.OfPoint(signerPoint).Value);
        point.CopyTo(bytes.AsSpan(PointAt));
        P256.Sign(signerPrivateKey, Domain, bytes.AsSpan(0, SignatureAt)).CopyTo(bytes.AsSpan(SignatureAt));
        return new KeyStatement(bytes);
    }

    private static bool IsTime(ReadOnlySpan<byte> at) =>
        BinaryPrimitives.ReadInt64BigEndian(at) is >= 0 and <= LinkClock.SecondsMax;

    private DateTimeOffset TimeAt(int at) =>
        DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)));
}
