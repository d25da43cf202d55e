using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Cells;

/// <summary>
/// Brings the continuations of an async handler back to its actor's turn, as system messages: they run while the
/// mailbox is suspended, and never at the same time as anything else of the actor. A continuation that comes after the
/// end still runs, somewhere, so that nobody awaits it for ever.
/// </summary>
internal sealed class TurnContext : SynchronizationContext
{
    private readonly ActorCell _cell;

    public TurnContext(ActorCell cell)
    {
        _cell = cell;
    }

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => _cell.Mailbox.PostSystem(new Continuation(d, state));

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing may block until an actor's turn");
}
