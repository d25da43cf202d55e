using Dachshund.Alerting;
using Dachshund.Channels;

namespace Dachshund.Actors.Channel;

/// <summary>To a channel: send this; that it is being sent is already committed. Answered by <see cref="DeliveryEnded"/>.</summary>
/// <param name="Due">The message.</param>
/// <param name="Slot">The place in the robot's budget that was taken for it.</param>
internal sealed record Deliver(DueDelivery Due, string Slot);

/// <summary>From a channel: the attempt ended.</summary>
internal sealed record DeliveryEnded(DueDelivery Due, string Slot, SendResult Result);
