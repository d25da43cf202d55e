namespace Dachshund.Kernel.Tests;

/// <summary>An actor that a test writes in place. Its hooks do what the base class does unless set.</summary>
internal sealed class Scripted : ReceiveActor
{
    public Scripted(Action<Scripted> configure)
    {
        configure(this);
    }

    public Action? Started { get; set; }

    public Action? Stopped { get; set; }

    public Action<Exception, object?>? Replacing { get; set; }

    public Action<Exception>? Replaced { get; set; }

    public Action<object>? NotHandled { get; set; }

    public SupervisorStrategy? Strategy { get; set; }

    public IActorRef Me => Self;

    public IActorRef From => Sender;

    public IActorContext Around => Context;

    public ITimerScheduler Clock => Timers;

    public IStash Aside => Stash;

    protected internal override SupervisorStrategy SupervisorStrategy => Strategy ?? base.SupervisorStrategy;

    public static Props Props(Action<Scripted> configure) => Kernel.Props.Create(() => new Scripted(configure));

    /// <summary>Tells all it gets, and its lifecycle as strings, to somebody; fails on an exception.</summary>
    public static Props Reporting(IActorRef to, Action<Scripted>? configure = null) => Props(actor =>
    {
        to.Tell("new");
        actor.Started = () => to.Tell("PreStart");
        actor.Stopped = () => to.Tell("PostStop");
        configure?.Invoke(actor);
        actor.On<Exception>(failure => throw failure);
        actor.OnAny(message => to.Tell(message, actor.From));
    });

    public void On<T>(Action<T> handler) => Receive(handler);

    public void On<T>(Predicate<T> predicate, Action<T> handler) => Receive(predicate, handler);

    public void OnAsync<T>(Func<T, ValueTask> handler) => ReceiveAsync(handler);

    public void OnAny(Action<object> handler) => ReceiveAny(handler);

    public void Switch(Action configure) => Become(configure);

    public void Push(Action configure) => BecomeStacked(configure);

    public void Pop() => UnbecomeStacked();

    protected internal override void PreStart()
    {
        if (Started is { } started)
            started();
        else
            base.PreStart();
    }

    protected internal override void PostStop()
    {
        if (Stopped is { } stopped)
            stopped();
        else
            base.PostStop();
    }

    protected internal override void PreRestart(Exception reason, object? message)
    {
        if (Replacing is { } replacing)
            replacing(reason, message);
        else
            base.PreRestart(reason, message);
    }

    protected internal override void PostRestart(Exception reason)
    {
        if (Replaced is { } replaced)
            replaced(reason);
        else
            base.PostRestart(reason);
    }

    protected internal override void Unhandled(object message)
    {
        if (NotHandled is { } notHandled)
            notHandled(message);
        else
            base.Unhandled(message);
    }
}
