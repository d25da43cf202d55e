using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>
/// What a parent keeps of a child. The history belongs to the parent's turn, the flag to the table's lock.
/// </summary>
internal sealed class ChildRecord(LocalActorRef child)
{
    private RestartHistory? _history;

    public LocalActorRef Child { get; } = child;

    public RestartHistory History => _history ??= new RestartHistory();

    /// <summary>Of its failures; made at the first.</summary>
    public LogThrottle? LogThrottle { get; set; }

    /// <summary>The parent has asked it to stop, so a restart of the parent waits for it.</summary>
    public bool IsStopping { get; set; }
}
