namespace Dachshund.Channels.Retry;

/// <summary>Bounds of <see cref="RetryPolicy"/>.</summary>
public sealed record RetryPolicyOptions
{
    /// <summary>Quick tries of a transient failure before the back-off begins. Default 3.</summary>
    public int QuickTries { get; init; } = 3;

    /// <summary>The delay between quick tries, and the first delay of the back-off. Default 1 s.</summary>
    public TimeSpan DelayMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay of the back-off, which doubles. Default 60 s.</summary>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The first delay after an attempt that may have arrived. Default 5 s.</summary>
    public TimeSpan AmbiguousDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause after a rate limit whose answer names none. Default 60 s.</summary>
    public TimeSpan RateLimitedDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Tries, all counted, after which transient and ambiguous failures are given up. Default 100, over an hour.
    /// </summary>
    public int TriesMax { get; init; } = 100;

    /// <summary>Tries for targets that failed while others did not. Default 3.</summary>
    public int PartialTriesMax { get; init; } = 3;
}
