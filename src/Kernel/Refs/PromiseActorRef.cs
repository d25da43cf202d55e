using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Refs;

/// <summary>
/// The one who waits for a single answer: of an Ask, or of the end of an actor. Completes once; later answers are dead
/// letters.
/// </summary>
internal sealed class PromiseActorRef : InternalActorRef
{
    private readonly TaskCompletionSource<object> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PromiseActorRef(ActorSystem system)
        : base(system, system.NextTempPath())
    {
    }

    public Task<object> Answer => _answer.Task;

    public override bool IsTerminated => _answer.Task.IsCompleted;

    public void Fail(Exception failure) => _answer.TrySetException(failure);

    public void Cancel(CancellationToken token) => _answer.TrySetCanceled(token);

    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!_answer.TrySetResult(message))
            System.DeadLetterOffice.Dead(new Envelope(message, sender), this);
    }

    public override ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        Tell(message, sender);
        return ValueTask.CompletedTask;
    }

    public override void SendSystem(SystemMessage message)
    {
        if (message is DeathWatchNotification notification)
            _answer.TrySetResult(new Terminated(notification.Actor));
        else
            AnswerAsDead(message);
    }
}
