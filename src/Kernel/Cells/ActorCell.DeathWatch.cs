using Dachshund.Kernel.Mailboxes;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>Watching others, being watched, and the receive timeout.</summary>
internal sealed partial class ActorCell
{
    private HashSet<InternalActorRef>? _watching;
    private HashSet<InternalActorRef>? _watchedBy;

    // Whose Terminated is in the mailbox; Unwatch takes it out of here, so it is not delivered.
    private HashSet<IActorRef>? _deathsToTell;
    private ReceiveTimeoutClock? _receiveTimeout;

    public IActorRef Watch(IActorRef actor)
    {
        var watched = InternalActorRef.Of(actor);
        if (!ReferenceEquals(watched, _self) && (_watching ??= []).Add(watched))
            watched.SendSystem(new Watch(_self));
        return actor;
    }

    public IActorRef Unwatch(IActorRef actor)
    {
        var watched = InternalActorRef.Of(actor);
        _deathsToTell?.Remove(watched);
        if (_watching is not null && _watching.Remove(watched))
            watched.SendSystem(new Unwatch(_self));
        return actor;
    }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(timeout));
        _receiveTimeout?.Dispose();
        _receiveTimeout = timeout is { } interval ? new ReceiveTimeoutClock(this, interval) : null;
    }

    /// <summary>A Terminated is in the mailbox again, out of the stash.</summary>
    internal void AwaitDeathOf(IActorRef actor) => (_deathsToTell ??= []).Add(actor);

    private void AddWatcher(InternalActorRef watcher) => (_watchedBy ??= []).Add(watcher);

    private void OnDeath(InternalActorRef actor)
    {
        var wasChild = Children.Remove(actor);
        if (_watching is not null && _watching.Remove(actor) && !_isTerminating)
        {
            AwaitDeathOf(actor);
            Mailbox.PostForced(new Terminated(actor), actor);
        }

        if (!wasChild)
            return;
        if (_isTerminating && Children.IsEmpty)
            FinishTerminate();
        else
            TryFinishRecreate();
    }

    private void UnwatchAll()
    {
        if (_watching is null)
            return;
        foreach (var watched in _watching)
            watched.SendSystem(new Unwatch(_self));
        _watching = null;
    }

    private void TellOfDeath()
    {
        _parent.SendSystem(new DeathWatchNotification(_self));
        if (_watchedBy is null)
            return;
        foreach (var watcher in _watchedBy)
        {
            if (!ReferenceEquals(watcher, _parent))
                watcher.SendSystem(new DeathWatchNotification(_self));
        }

        _watchedBy = null;
    }
}
