namespace Dachshund.Channels;

/// <summary>What became of one attempt. Only the channel's own answer makes it <see cref="Ok"/>.</summary>
public enum SendOutcome
{
    /// <summary>The channel said that it took the message, for every target.</summary>
    Ok,

    /// <summary>Some targets failed: <see cref="SendResult.FailedTargets"/>.</summary>
    Partial,

    /// <summary>Too many messages: wait <see cref="SendResult.RetryAfter"/> before any other.</summary>
    RateLimited,

    /// <summary>The message was surely not taken, and may be on another try.</summary>
    Transient,

    /// <summary>A short-lived token is stale: get a new one and try once more.</summary>
    AuthStale,

    /// <summary>No message will get through until a person changes the configuration or the robot.</summary>
    PermanentConfig,

    /// <summary>This message will not get through as it is; see <see cref="SendResult.Hint"/>.</summary>
    PermanentMessage,

    /// <summary>It was sent and no readable answer came: it may have arrived, and another try may repeat it.</summary>
    Ambiguous,
}
