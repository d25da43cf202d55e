namespace Dachshund.TestKit;

/// <summary>Fake time and one thread: exact and repeatable.</summary>
internal sealed class StepDriver(FakeTime time, StepDispatcher dispatcher) : FakeTimeDriver(time)
{
    public override string Description => dispatcher.Seed is { } seed ? $"step dispatcher, seed {seed}" : "step dispatcher";

    protected override bool IsIdle => dispatcher.Ready == 0;

    protected override Task RunAsync()
    {
        dispatcher.RunUntilIdle();
        return Task.CompletedTask;
    }

    protected override Task WhenReadyAsync() => dispatcher.WhenReadyAsync();
}
