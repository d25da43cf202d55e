namespace Dachshund.Kernel.Mailboxes;

/// <summary>A TellAsync that waits for room.</summary>
internal sealed class WaitingSender(Envelope envelope)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Envelope Envelope { get; } = envelope;

    public CancellationTokenRegistration Registration { get; set; }
}
