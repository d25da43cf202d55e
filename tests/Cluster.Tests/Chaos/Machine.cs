using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>A machine of a chaos run: a node that comes and goes behind a proxy of its own.</summary>
internal sealed class Machine(string name, FaultProxy proxy, Func<string, NodeProcess> start) : IAsyncDisposable
{
    private HeldRequests? _held;
    private NodeProcess? _node;
    private bool _suspended;

    public string Name { get; } = name;

    /// <summary>How often its node was started.</summary>
    public int Starts { get; private set; }

    /// <summary>Whether its node runs, and nothing was done to it.</summary>
    public bool IsWell => IsRunning && !_suspended && _held is null;

    public bool IsRunning => _node is { HasExited: false };

    public void Start()
    {
        if (IsRunning)
            return;
        Starts++;
        _node = start(proxy.Connection);
    }

    public async Task KillAsync()
    {
        _suspended = false;
        if (IsRunning && _node is { } node)
            await node.KillAsync();
    }

    /// <summary>Stops in order; a node that is suspended or cut off may not, and is killed.</summary>
    public async Task LeaveAsync()
    {
        if (!IsRunning || _suspended || _held is not null || _node is not { } node)
            await KillAsync();
        else
            await node.TerminateAsync();
    }

    public async Task SuspendAsync()
    {
        if (!IsRunning || _suspended || _node is not { } node)
            return;
        _suspended = true;
        await node.SignalAsync("STOP");
    }

    public void Isolate() => _held ??= proxy.Isolate();

    public void Cut() => proxy.Cut();

    /// <summary>It can do its work again, whatever was done to it.</summary>
    public async Task HealAsync()
    {
        proxy.Rejoin();
        _held?.Release();
        _held = null;
        if (_suspended && IsRunning && _node is { } node)
            await node.SignalAsync("CONT");
        _suspended = false;
        Start();
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();
}
