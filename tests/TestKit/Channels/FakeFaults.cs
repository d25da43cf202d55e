namespace Dachshund.TestKit.Channels;

/// <summary>Faults in the order in which they were injected. Safe for concurrent use.</summary>
internal sealed class FakeFaults
{
    private const int FaultsMax = 1000;

    private readonly Lock _lock = new();
    private readonly LinkedList<FakeFault> _faults = [];

    public IReadOnlyList<FakeFault> Pending
    {
        get
        {
            lock (_lock) return [.. _faults];
        }
    }

    public void Add(FakeFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fault.Times, 1);
        lock (_lock)
        {
            if (_faults.Count == FaultsMax) throw new InvalidOperationException($"{FaultsMax} faults wait already.");
            _faults.AddLast(fault);
        }
    }

    public void Clear()
    {
        lock (_lock) _faults.Clear();
    }

    public FakeFault? Take()
    {
        lock (_lock)
        {
            if (_faults.First is not { } first) return null;
            if (first.Value.Times == 1) _faults.RemoveFirst();
            else first.Value = first.Value with { Times = first.Value.Times - 1 };
            return first.Value;
        }
    }
}
