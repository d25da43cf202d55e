using System.Security.Cryptography;
using System.Text;
using Dachshund.Context.Keys;

namespace Dachshund.Context.Links;

/// <summary>Judges the tokens that a node is asked with. Knows public keys only. Thread-safe.</summary>
public sealed class LinkVerifier
{
    private readonly string node;
    private readonly TrustedKeys keys;
    private readonly TimeProvider time;

    /// <summary>Makes one.</summary>
    /// <param name="node">This node's name.</param>
    /// <param name="keys">The keys that it believes.</param>
    /// <param name="time">The clock.</param>
    public LinkVerifier(string node, TrustedKeys keys, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(node);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(time);
        this.node = node;
        this.keys = keys;
        this.time = time;
    }

    /// <summary>Judges a token. Throws nothing, whatever the text. What costs little is looked at first and the signature
    /// last, so an outcome other than <see cref="LinkOutcome.Valid"/> says nothing of who wrote the token.</summary>
    /// <param name="text">The segment of the URL's path, not decoded; null counts as empty.</param>
    public LinkVerdict Verify(string? text)
    {
        text ??= "";
        if (text.Length > LinkToken.TextCharsMax)
            return new LinkVerdict(LinkOutcome.Malformed, "-", null);
        var outcome = !TokenLayout.TryDecode(text, out var token, out var keyId, out var bytes) ? LinkOutcome.Malformed
            : Judge(token.Node, token.Expires, token.HitTime, keyId, key => TokenLayout.IsSignedBy(key, bytes));
        return new LinkVerdict(outcome, AuditIdOf(text), outcome == LinkOutcome.Valid ? token : null);
    }

    /// <summary>Judges a token of a report, as <see cref="Verify"/> does one of a log.</summary>
    /// <param name="text">The segment of the URL's path, not decoded; null counts as empty.</param>
    public ReportVerdict VerifyReport(string? text)
    {
        text ??= "";
        if (text.Length > ReportToken.TextCharsMax)
            return new ReportVerdict(LinkOutcome.Malformed, "-", null);
        var outcome = !ReportToken.TryDecode(text, out var token, out var keyId, out var bytes) ? LinkOutcome.Malformed
            : Judge(token.Node, token.Expires, null, keyId, key => ReportToken.IsSignedBy(key, bytes));
        return new ReportVerdict(outcome, AuditIdOf(text), outcome == LinkOutcome.Valid ? token : null);
    }

    /// <summary>The name of a token in audit lines, and wherever else the token itself must not stand.</summary>
    /// <param name="text">The token.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string AuditIdOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    private LinkOutcome Judge(
        string tokensNode, DateTimeOffset expires, DateTimeOffset? hitTime, LinkKeyId keyId, Func<KeyStatement, bool> isSignedBy)
    {
        if (tokensNode != node)
            return LinkOutcome.OtherNode;
        var now = time.GetUtcNow();
        if (expires <= now)
            return LinkOutcome.Expired;
        if (hitTime > now + LinkClock.Skew)
            return LinkOutcome.FromTheFuture;
        if (keys.Find(keyId, now) is not { } key)
            return LinkOutcome.UnknownKey;
        return isSignedBy(key) ? LinkOutcome.Valid : LinkOutcome.BadSignature;
    }
}
