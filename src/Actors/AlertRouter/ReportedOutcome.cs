using System.Collections.Immutable;
using Dachshund.Alerting;

namespace Dachshund.Actors.AlertRouter;

/// <summary>How an attempt ended.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Attempt">The attempt's number.</param>
/// <param name="Kind">What the channel's answer means.</param>
/// <param name="Reason">What the channel said.</param>
internal sealed record ReportedOutcome(string Delivery, int Attempt, DeliveryOutcomeKind Kind, string Reason)
{
    /// <summary>For how long not to try again, where the channel said so.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The targets that were not reached.</summary>
    public ImmutableArray<string> FailedTargets { get; init; } = [];

    public static ReportedOutcome Of(string delivery, int attempt, DeliveryOutcome outcome, string reason) =>
        new(delivery, attempt, outcome.Kind, reason) { Delay = outcome.Delay, FailedTargets = [.. outcome.FailedTargets] };

    public void FoldInto(AlertBook book, long nowMs) =>
        book.Complete(Delivery, DeliveryOutcome.Of(Kind, Delay, FailedTargets), Reason, nowMs, Attempt);
}
