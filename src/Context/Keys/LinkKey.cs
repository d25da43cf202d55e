using System.Security.Cryptography;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Keys;

/// <summary>A server's private key, with what is published of it. Never shown: its text is its id. Immutable,
/// thread-safe.</summary>
public sealed class LinkKey
{
    /// <summary>How long a key is good when nothing else is said: 365 days.</summary>
    public static readonly TimeSpan LifetimeDefault = TimeSpan.FromDays(365);

    private const string Label = "PRIVATE KEY";
    private readonly byte[] privateKey; // PKCS#8

    private LinkKey(byte[] privateKey, KeyStatement statement)
    {
        this.privateKey = privateKey;
        Statement = statement;
    }

    /// <summary>What is published of it.</summary>
    public KeyStatement Statement { get; }

    /// <summary>Its id.</summary>
    public LinkKeyId Id => Statement.Id;

    /// <summary>Makes a new key.</summary>
    /// <param name="now">From when it is good.</param>
    /// <param name="lifetime">How long; at least a second.</param>
    /// <param name="signer">The key that vouches for it; null for a first key, which vouches for itself.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is too short.</exception>
    public static LinkKey Create(DateTimeOffset now, TimeSpan lifetime, LinkKey? signer = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        var (privateKey, point) = P256.Generate();
        var statement = signer is null
            ? KeyStatement.Make(point, now, now + lifetime, point, privateKey)
            : KeyStatement.Make(point, now, now + lifetime, signer.Statement.Point, signer.privateKey);
        return new LinkKey(privateKey, statement);
    }

    /// <summary>Reads what <see cref="ToFileText"/> wrote.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Null where it isn't a statement and the private key that belongs to it.</returns>
    public static LinkKey? FromFileText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        if (lineEnd < 0 || !KeyStatement.TryParse(text[..lineEnd], out var statement)
            || !PemEncoding.TryFind(text, out var fields) || !text.AsSpan()[fields.Label].SequenceEqual(Label))
            return null;
        var privateKey = Convert.FromBase64String(text[fields.Base64Data]);
        return P256.PointOf(privateKey) is { } point && statement.Point.SequenceEqual(point)
            ? new LinkKey(privateKey, statement)
            : null;
    }

    /// <summary>The statement in the first line, then the private key as PEM (PKCS#8), which other tools read as well:
    /// they pass over what stands before. Secret.</summary>
    public string ToFileText() => $"{Statement}\n{PemEncoding.WriteString(Label, privateKey)}\n";

    /// <summary>The id.</summary>
    public override string ToString() => Id.ToString();

    internal byte[] Sign(ReadOnlySpan<byte> domain, ReadOnlySpan<byte> message) =>
        P256.Sign(privateKey, domain, message);
}
