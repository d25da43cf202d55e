using System.Globalization;
using Dachshund.Channels;
using Dachshund.Kernel;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Channel;

/// <summary>
/// One channel's sender: one message at a time, one HTTP call a message. It decides nothing: what the outcome means is the
/// router's business, which alone may write it down.
/// </summary>
internal sealed class ChannelActor : ReceiveActor
{
    private readonly IChannel _channel;
    private readonly ILogger _log;

    public ChannelActor(IChannel channel, ILogger log)
    {
        _channel = channel;
        _log = log;
        ReceiveAsync<Deliver>(SendAsync);
    }

    /// <summary>A channel that fails by a defect of ours has sent, or hasn't: the router must hear that nobody knows.</summary>
    protected override void PreRestart(Exception reason, object? message)
    {
        if (message is Deliver deliver)
            Context.Parent.Tell(new DeliveryEnded(deliver.Due, deliver.Slot,
                new SendResult(SendOutcome.Ambiguous, null, $"the channel failed: {reason.GetType().Name}", "")), Self);
        base.PreRestart(reason, message);
    }

    private async ValueTask SendAsync(Deliver deliver)
    {
        var due = deliver.Due;
        var router = Sender;
        var message = new OutgoingMessage(due.DeliveryId, due.Title, due.Body) { Targets = due.Targets };
        var result = await _channel.SendAsync(message, Context.Stopping);
        if (result.Outcome == SendOutcome.Ok)
            ActorsLog.Sent(_log, due.Channel, due.DeliveryId, due.New, due.Attempt);
        else
            ActorsLog.NotSent(_log, due.Channel, due.DeliveryId, due.Attempt, result.Outcome, result.Reason, Next(result));
        router.Tell(new DeliveryEnded(due, deliver.Slot, result), Self);
    }

    private static string Next(SendResult result) =>
        result.RetryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $"; next try in {wait.TotalSeconds:F0} s") : "";
}
