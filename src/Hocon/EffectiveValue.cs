namespace Dachshund.Hocon;

/// <summary>One value of the effective configuration, fit to be shown.</summary>
/// <param name="Path">Its path; elements of lists of objects as <c>routes[0]</c>.</param>
/// <param name="Text">The value as HOCON; for a secret <c>(set)</c>, or <c>""</c> when it is not set.</param>
/// <param name="Origin">Where it is set; <see cref="Hocon.Origin.Default"/> when it is not.</param>
/// <param name="IsSecret">Whether the value itself is withheld.</param>
public sealed record EffectiveValue(string Path, string Text, Origin Origin, bool IsSecret)
{
    /// <summary>Whether a source sets the value.</summary>
    public bool IsSet => Origin != Origin.Default;

    /// <summary>The value even when it is withheld: only to be compared.</summary>
    internal string Content { get; init; } = Text;

    /// <summary>Whether another entry has the same value, secret or not.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>True when it has.</returns>
    public bool HasValueOf(EffectiveValue other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Content == other.Content;
    }

    /// <summary>What a digest makes of the value, secret or not: to compare it with another process's.</summary>
    /// <param name="digest">A one-way function.</param>
    /// <returns>What it returned.</returns>
    public string Digest(Func<string, string> digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return digest(Content);
    }
}
