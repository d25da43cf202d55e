namespace Dachshund.TestKit;

/// <summary>Fake time and the thread pool: exact about rest, not about order.</summary>
internal sealed class ThreadDriver(FakeTime time, CountingDispatcher dispatcher) : FakeTimeDriver(time)
{
    public override string Description => "thread pool, fake time";

    protected override bool IsIdle => dispatcher.WhenIdleAsync().IsCompleted;

    protected override Task RunAsync() => dispatcher.WhenIdleAsync();

    protected override Task WhenReadyAsync() => dispatcher.WhenBusyAsync();
}
