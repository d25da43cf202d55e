using System.Globalization;
using Dachshund.Kernel.Mailboxes;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>The children and the tree.</summary>
internal sealed partial class ActorCell
{
    private long _anonymous;

    IReadOnlyCollection<IActorRef> IActorContext.Children => Children.Refs();

    internal ChildrenTable Children { get; } = new();

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidName(name))
        {
            throw new InvalidActorNameException(
                $"'{name}' is no name for an actor: 1 to 200 ASCII letters, digits and -_.*$+:@&=,!~';(), the first not $");
        }

        return Start(props, name ?? NextAnonymousName());
    }

    public IActorRef? Child(string name) => Children.Find(name);

    public void Stop(IActorRef actor)
    {
        var target = InternalActorRef.Of(actor);
        Children.MarkStopping(target);
        target.Stop();
    }

    public IActorRef StartRoutee(Props props) => Start(props, NextAnonymousName());

    /// <summary>Any thread. Each cell's lock on its children is held only for the copy.</summary>
    public ActorTreeNode Snapshot()
    {
        var handling = _current.Message;
        var busySince = Volatile.Read(ref _awaitStarted);
        if (busySince == 0 && handling is not null)
            busySince = Volatile.Read(ref _turnStarted);
        var error = Volatile.Read(ref _lastError);
        return new ActorTreeNode
        {
            Path = _self.Path.ToStringWithoutAddress(),
            Uid = _self.Path.Uid,
            Type = _props.ActorType.Name,
            MailboxDepth = Mailbox.Depth,
            MailboxCapacity = Mailbox.Options.Capacity,
            WaitingSenders = Mailbox.WaitingSenders,
            Processed = Mailbox.Processed,
            Dropped = Mailbox.Dropped,
            Restarts = Volatile.Read(ref _restarts),
            LastError = error is null ? null : $"{error.GetType().Name}: {error.Message}",
            StartedAt = _startedAt,
            Handling = handling?.GetType().Name,
            BusyFor = busySince == 0 ? null : Time.GetElapsedTime(busySince),
            Suspended = _hasFailed || _isHeldByParent || _restart is not null,
            Children =
            [
                .. Children.Refs().Select(child => child.Cell.Snapshot()).OrderBy(node => node.Path, StringComparer.Ordinal),
            ],
        };
    }

    private LocalActorRef Start(Props props, string name)
    {
        var path = _self.Path.Child(name, System.NextUid());
        LocalActorRef child = props.Router is { } pool
            ? new RoutedActorRef(System, path, props, pool, _self)
            : new LocalActorRef(System, path, props, _self);
        Children.Add(child, _self.Path);
        child.SendSystem(new Create());
        return child;
    }

    private string NextAnonymousName() =>
        string.Create(CultureInfo.InvariantCulture, $"${Interlocked.Increment(ref _anonymous)}");
}
