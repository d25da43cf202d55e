using Dachshund.Kernel.Routing;

namespace Dachshund.Kernel.Refs;

/// <summary>
/// The ref of a pool: messages pass by the router's own mailbox, straight into a routee's. The routees are registered
/// before the ref is given out, so that the first message finds them.
/// </summary>
internal sealed class RoutedActorRef : LocalActorRef
{
    private readonly Pool _pool;
    private volatile Route _route;

    public RoutedActorRef(ActorSystem system, ActorPath path, Props props, Pool pool, InternalActorRef parent)
        : base(system, path, Props.Create(() => new RouterActor(pool)), parent)
    {
        _pool = pool;
        var routees = new IActorRef[pool.Routees];
        for (var index = 0; index < routees.Length; index++)
            routees[index] = Cell.StartRoutee(props.WithoutRouter());
        _route = new Route(routees, pool.CreateLogic(routees));
    }

    /// <summary>Called on the router's turn when a routee has left.</summary>
    public void RoutedTo(IReadOnlyList<IActorRef> routees) => _route = new Route(routees, _pool.CreateLogic(routees));

    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (IsForRouter(message))
            base.Tell(message, sender);
        else if (message is Broadcast broadcast)
            TellAll(broadcast.Message, sender);
        else if (_route.Logic.Select(message) is { } routee)
            routee.Tell(message, sender);
        else
            Cell.DropUnroutable(message, sender);
    }

    public override ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message is Broadcast broadcast && !IsTerminated)
            return TellAllAsync(broadcast.Message, sender, cancellationToken);
        if (!IsForRouter(message) && _route.Logic.Select(message) is { } routee)
            return routee.TellAsync(message, sender, cancellationToken);
        Tell(message, sender);
        return ValueTask.CompletedTask;
    }

    private bool IsForRouter(object message) => message is IAutoReceived || IsTerminated;

    private void TellAll(object message, IActorRef? sender)
    {
        foreach (var routee in _route.Routees)
            routee.Tell(message, sender);
    }

    private async ValueTask TellAllAsync(object message, IActorRef? sender, CancellationToken cancellationToken)
    {
        foreach (var routee in _route.Routees)
            await routee.TellAsync(message, sender, cancellationToken);
    }

    private sealed record Route(IReadOnlyList<IActorRef> Routees, IRoutingLogic Logic);
}
