namespace Dachshund.Alerting;

/// <summary>How messages are written.</summary>
/// <param name="Language">The language of all that isn't log text.</param>
/// <param name="Zone">The zone in which times are shown.</param>
public sealed record RenderOptions(MessageLanguage Language, TimeZoneInfo Zone)
{
    /// <summary>
    /// Gives the link that opens the log around a sample, or null for none. It must not throw, and what it returns is
    /// written as it is: an absolute http or https address without quotes, spaces, parentheses, or brackets but those of
    /// an IPv6 address; another one is left out. Default: no links.
    /// </summary>
    public Func<NoticeSample, string?>? Link { get; init; }
}
