using Dachshund.Kernel.Routing;

namespace Dachshund.Kernel;

/// <summary>
/// A pool that gives messages of the same key to the same routee, so that their order is kept; when a routee leaves,
/// only its own keys move. The key's string form is hashed, the same way in every process.
/// </summary>
public sealed record ConsistentHashingPool : Pool
{
    private readonly Func<object, object?> _hashMapping;

    /// <summary>Makes the pool.</summary>
    /// <param name="routees">Actors to start, 1 to 10,000.</param>
    /// <param name="hashMapping">
    /// The key of a message, or null when it has none; such a message goes to dead letters as <see cref="Dropped"/>.
    /// Called on the sender's thread, so it must be pure.
    /// </param>
    public ConsistentHashingPool(int routees, Func<object, object?> hashMapping)
        : base(routees)
    {
        ArgumentNullException.ThrowIfNull(hashMapping);
        _hashMapping = hashMapping;
    }

    internal override IRoutingLogic CreateLogic(IReadOnlyList<IActorRef> routees) =>
        new ConsistentHashingLogic(routees, _hashMapping);
}
