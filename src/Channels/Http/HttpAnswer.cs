namespace Dachshund.Channels.Http;

/// <summary>What came back from one POST.</summary>
/// <param name="State">How far it got.</param>
/// <param name="Fault">What went wrong, for a person, redacted; empty for <see cref="CallState.Answered"/>.</param>
internal sealed record HttpAnswer(CallState State, string Fault)
{
    /// <summary>The HTTP status; 0 without one.</summary>
    public int Status { get; init; }

    /// <summary>The body as it came. It may hold secrets.</summary>
    public string Body { get; init; } = "";

    /// <summary>
    /// Where the body was cut, because it is longer than a channel's answer may be; null for a whole one.
    /// </summary>
    public int? CutAtBytes { get; init; }

    /// <summary>The server's clock when it answered; null where it did not say.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>The server's wish; null where it has none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True for 200 to 299.</summary>
    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>True when a page for people came instead of an answer for programs.</summary>
    public bool IsHtml => Body.AsSpan().TrimStart(" \t\r\n\uFEFF").StartsWith("<");
}
