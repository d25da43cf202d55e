namespace Dachshund.Kernel.Cells;

/// <summary>Makes the actor look whether its receive timeout is over; at most one of them is in the mailbox.</summary>
internal sealed class ReceiveTimeoutTick : IAutoReceived;
