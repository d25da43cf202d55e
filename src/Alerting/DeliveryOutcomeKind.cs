namespace Dachshund.Alerting;

/// <summary>The ends that an attempt can have; <see cref="DeliveryOutcome"/> makes them.</summary>
public enum DeliveryOutcomeKind
{
    /// <summary>The channel took it.</summary>
    Sent,

    /// <summary>It was not taken, for sure, and may be later.</summary>
    RetryLater,

    /// <summary>It may have arrived.</summary>
    Ambiguous,

    /// <summary>It can never be sent.</summary>
    FailedForGood,

    /// <summary>Some targets were not reached.</summary>
    PartlySent,

    /// <summary>The channel's configuration is wrong.</summary>
    ChannelRefused,

    /// <summary>This message is refused as it is.</summary>
    MessageRefused,
}
