namespace Dachshund.Kernel.Cells;

/// <summary>The parent of all top-level actors.</summary>
internal sealed class GuardianActor : ReceiveActor
{
    private readonly SupervisorStrategy _strategy;

    public GuardianActor(SupervisorStrategy strategy)
    {
        _strategy = strategy;
    }

    protected internal override SupervisorStrategy SupervisorStrategy => _strategy;
}
