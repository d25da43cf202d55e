using System.Collections.Immutable;
using Dachshund.Tasks.Schedules;

namespace Dachshund.Tasks;

/// <summary>What is remembered of one task on one host: its signs of life, folded. Immutable.</summary>
/// <param name="KnownSince">When it was first expected, or gave its first sign.</param>
public sealed record TaskRecord(DateTimeOffset KnownSince)
{
    /// <summary>Failures kept of one task at most, one a source: 20. The oldest go first; the task stays failed by the
    /// others.</summary>
    public const int FailuresMax = 20;

    /// <summary>The last sign of any kind; null for never.</summary>
    public DateTimeOffset? LastSign { get; init; }

    /// <summary>When it last ended, well or not; null for never.</summary>
    public DateTimeOffset? LastEnd { get; init; }

    /// <summary>The last success; null for never.</summary>
    public TaskSignal? LastSuccess { get; init; }

    /// <summary>When the run that hasn't ended began; null when none is under way.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>The failures that stand, one a source, the oldest first.</summary>
    public ImmutableArray<TaskFailure> Failures { get; init; } = [];

    /// <summary>The last failure that only another day's success of another source ended; null for none.</summary>
    public TaskFailure? PassedOver { get; init; }

    /// <summary>
    /// Folds a sign of life. A failure ends by a later success of its own source, or by one of any source on a later day: what
    /// failed today is not well because another of the task's files says so. Signs that come out of their order never hide a
    /// failure.
    /// </summary>
    /// <param name="signal">The sign.</param>
    /// <param name="zone">Whose days count.</param>
    public TaskRecord Fold(TaskSignal signal, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(zone);
        var seen = this with { LastSign = Later(LastSign, signal.Time) };
        return signal.Kind switch
        {
            TaskSignalKind.Started => seen.Start(signal.Time),
            TaskSignalKind.Succeeded => seen.End(signal.Time).Succeed(signal, zone),
            _ => seen.End(signal.Time).Fail(new TaskFailure(signal.Time, signal.Source, signal.Detail), zone),
        };
    }

    private TaskRecord Start(DateTimeOffset time) =>
        LastEnd >= time ? this : this with { RunningSince = Later(RunningSince, time) };

    private TaskRecord End(DateTimeOffset time) => this with
    {
        LastEnd = Later(LastEnd, time),
        RunningSince = RunningSince <= time ? null : RunningSince,
    };

    private TaskRecord Succeed(TaskSignal success, TimeZoneInfo zone)
    {
        var ended = Failures.Where(failure => Ends(success, failure, zone)).ToArray();
        return this with
        {
            LastSuccess = LastSuccess is { } last && last.Time > success.Time ? last : success,
            Failures = Failures.RemoveRange(ended),
            PassedOver = ended.Where(failure => failure.Source != success.Source)
                .Append<TaskFailure?>(PassedOver).MaxBy(failure => failure?.Time),
        };
    }

    private TaskRecord Fail(TaskFailure failure, TimeZoneInfo zone)
    {
        if (LastSuccess is { } success && Ends(success, failure, zone))
            return success.Source == failure.Source || PassedOver?.Time >= failure.Time ? this : this with { PassedOver = failure };
        var other = Failures.FirstOrDefault(standing => standing.Source == failure.Source);
        var newer = other is null || other.Time < failure.Time ? failure : other;
        return this with
        {
            Failures = [.. Failures.Where(standing => standing.Source != failure.Source).Append(newer)
                .OrderBy(standing => standing.Time).TakeLast(FailuresMax)],
        };
    }

    private static bool Ends(TaskSignal success, TaskFailure failure, TimeZoneInfo zone) =>
        success.Time > failure.Time
        && (success.Source == failure.Source || WallClock.DayOf(success.Time, zone) > WallClock.DayOf(failure.Time, zone));

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
