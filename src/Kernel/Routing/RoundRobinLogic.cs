namespace Dachshund.Kernel.Routing;

internal sealed class RoundRobinLogic : IRoutingLogic
{
    private readonly IActorRef[] _routees;
    private uint _next = uint.MaxValue;

    public RoundRobinLogic(IReadOnlyList<IActorRef> routees)
    {
        _routees = [.. routees];
    }

    public IActorRef? Select(object message) =>
        _routees.Length == 0 ? null : _routees[Interlocked.Increment(ref _next) % (uint)_routees.Length];
}
