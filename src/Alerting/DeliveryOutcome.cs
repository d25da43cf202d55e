using System.Collections.Immutable;

namespace Dachshund.Alerting;

/// <summary>How an attempt ended, as the channel's own answer has it.</summary>
public sealed record DeliveryOutcome
{
    private DeliveryOutcome(DeliveryOutcomeKind kind) => Kind = kind;

    /// <summary>What happened.</summary>
    public DeliveryOutcomeKind Kind { get; }

    /// <summary>How long the channel wants to be left alone; null is the book's own backoff.</summary>
    public TimeSpan? Delay { get; private init; }

    /// <summary>The targets that were not reached.</summary>
    public ImmutableArray<string> FailedTargets { get; private init; } = [];

    /// <summary>One that was told as its parts.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="delay">As in <see cref="Delay"/>.</param>
    /// <param name="failedTargets">As in <see cref="FailedTargets"/>.</param>
    public static DeliveryOutcome Of(DeliveryOutcomeKind kind, TimeSpan? delay, ImmutableArray<string> failedTargets) =>
        new(kind) { Delay = delay, FailedTargets = failedTargets };

    /// <summary>The channel took it.</summary>
    public static DeliveryOutcome Sent { get; } = new(DeliveryOutcomeKind.Sent);

    /// <summary>No readable answer: it may have arrived.</summary>
    public static DeliveryOutcome Ambiguous { get; } = new(DeliveryOutcomeKind.Ambiguous);

    /// <summary>It can never be sent.</summary>
    public static DeliveryOutcome FailedForGood { get; } = new(DeliveryOutcomeKind.FailedForGood);

    /// <summary>The channel refuses everything until somebody repairs its configuration.</summary>
    public static DeliveryOutcome ChannelRefused { get; } = new(DeliveryOutcomeKind.ChannelRefused);

    /// <summary>The channel refuses this message: it is written once more, plainer and shorter.</summary>
    public static DeliveryOutcome MessageRefused { get; } = new(DeliveryOutcomeKind.MessageRefused);

    /// <summary>
    /// The channel did not take it, for sure, and may later; after <paramref name="delay"/>, or the backoff of 1 s, 2 s
    /// ... 60 s.
    /// </summary>
    public static DeliveryOutcome RetryLater(TimeSpan? delay) => new(DeliveryOutcomeKind.RetryLater) { Delay = delay };

    /// <summary>Some targets were not reached; the same text goes to these again, five times at most.</summary>
    public static DeliveryOutcome PartlySent(ImmutableArray<string> failedTargets) =>
        new(DeliveryOutcomeKind.PartlySent) { FailedTargets = failedTargets };
}
