using Microsoft.Extensions.Logging;

namespace Dachshund.Channels;

/// <summary>This room's log lines. Every text given to them is redacted before.</summary>
internal static partial class ChannelsLog
{
    [LoggerMessage(EventIds.Sent, LogLevel.Debug, "{type} took delivery {deliveryId}: {answer}")]
    public static partial void Sent(ILogger logger, string type, string deliveryId, string answer);

    [LoggerMessage(
        EventIds.NotSent, LogLevel.Warning,
        "{type} did not take delivery {deliveryId}: {outcome}, {reason} [{answer}]")]
    public static partial void NotSent(
        ILogger logger, string type, string deliveryId, SendOutcome outcome, string reason, string answer);

    [LoggerMessage(
        EventIds.ClockOff, LogLevel.Warning,
        "{type} refused this machine's time; its own is {offsetSeconds} s ahead, which signatures follow from now on")]
    public static partial void ClockOff(ILogger logger, string type, long offsetSeconds);

    [LoggerMessage(EventIds.BodyCut, LogLevel.Warning, "{type} delivery {deliveryId} was too long and was cut")]
    public static partial void BodyCut(ILogger logger, string type, string deliveryId);

    public static void Outcome(ILogger logger, string type, string deliveryId, SendResult result)
    {
        if (result.Outcome == SendOutcome.Ok)
            Sent(logger, type, deliveryId, result.Answer);
        else
            NotSent(logger, type, deliveryId, result.Outcome, result.Reason, result.Answer);
    }
}
