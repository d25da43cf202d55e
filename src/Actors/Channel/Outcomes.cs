using Dachshund.Alerting;
using Dachshund.Channels;

namespace Dachshund.Actors.Channel;

/// <summary>From what a channel answered to what the book makes of it.</summary>
internal static class Outcomes
{
    public static DeliveryOutcome ToBook(SendResult result, int attempt) => result.Outcome switch
    {
        SendOutcome.Ok => DeliveryOutcome.Sent,
        SendOutcome.Partial => DeliveryOutcome.PartlySent(result.FailedTargets),
        SendOutcome.Transient when attempt >= result.TriesMax => DeliveryOutcome.MessageRefused,
        SendOutcome.RateLimited or SendOutcome.Transient => DeliveryOutcome.RetryLater(result.RetryAfter),
        SendOutcome.AuthStale => DeliveryOutcome.RetryLater(TimeSpan.Zero),
        SendOutcome.PermanentConfig => DeliveryOutcome.ChannelRefused,
        SendOutcome.PermanentMessage => DeliveryOutcome.MessageRefused,
        SendOutcome.Ambiguous => DeliveryOutcome.Ambiguous,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result.Outcome, "an outcome without a meaning"),
    };
}
