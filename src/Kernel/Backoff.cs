namespace Dachshund.Kernel;

/// <summary>
/// How long a supervisor holds a failed child before its new instance starts: <paramref name="Min"/>, doubled at each
/// failure, up to <paramref name="Max"/>. The child keeps its bounded mailbox meanwhile.
/// </summary>
/// <param name="Min">The first delay; more than zero.</param>
/// <param name="Max">The longest delay before the random part; at least <paramref name="Min"/>.</param>
/// <param name="RandomFactor">
/// Up to this share is added at random, so that many don't come back as one; 0 to 1, default 0.2.
/// </param>
public sealed record Backoff(TimeSpan Min, TimeSpan Max, double RandomFactor = 0.2)
{
    private readonly TimeSpan? _resetAfter;

    /// <summary>
    /// The delay starts at <see cref="Min"/> again after the child ran this long without failing; default
    /// <see cref="Max"/>.
    /// </summary>
    public TimeSpan ResetAfter
    {
        get => _resetAfter ?? Max;
        init => _resetAfter = value;
    }

    /// <summary>The delay of a failure, the first one being attempt 0.</summary>
    internal TimeSpan Delay(int attempt, double random)
    {
        var doubled = Min.Ticks * Math.Pow(2, Math.Min(attempt, 62));
        return TimeSpan.FromTicks((long)(Math.Min(doubled, Max.Ticks) * (1 + (RandomFactor * random))));
    }
}
