namespace Dachshund.Kernel.Routing;

/// <summary>The head of a pool: supervises the routees and notices when one has stopped for good.</summary>
internal sealed class RouterActor : ReceiveActor
{
    private readonly Pool _pool;

    public RouterActor(Pool pool)
    {
        _pool = pool;
        Receive<Terminated>(OnTerminated);
    }

    protected internal override SupervisorStrategy SupervisorStrategy => _pool.Supervisor;

    protected internal override void PreStart()
    {
        foreach (var routee in Context.Children)
            Context.Watch(routee);
    }

    /// <summary>The routees stay; the kernel restarts them after the router.</summary>
    protected internal override void PreRestart(Exception reason, object? message)
    {
    }

    private void OnTerminated(Terminated terminated)
    {
        if (Context.Children.Count == 0)
            Context.Stop(Self);
        else if (Self is Refs.RoutedActorRef pool)
            pool.RoutedTo([.. Context.Children]);
    }
}
