namespace Dachshund.TestKit.Redis;

/// <summary>Decides by a seed what happens to each chunk. Thread-safe.</summary>
internal sealed class FaultDice(int seed, int faultsPerThousand)
{
    private static readonly FaultKind[] _kinds = [FaultKind.Delay, FaultKind.Cut, FaultKind.PassAndCut];
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    internal FaultKind Throw()
    {
        lock (_lock)
            return _random.Next(1000) < faultsPerThousand ? _kinds[_random.Next(_kinds.Length)] : FaultKind.None;
    }
}
