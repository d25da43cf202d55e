using System.Globalization;

namespace Dachshund.Kernel.Routing;

/// <summary>
/// Consistent hashing after Karger et al., "Consistent Hashing and Random Trees" (1997): each routee owns points on a
/// ring of 64-bit hashes, a key belongs to the next point. 64 points a routee keep the largest share near the average.
/// </summary>
internal sealed class ConsistentHashingLogic : IRoutingLogic
{
    private const int PointsPerRoutee = 64;

    private readonly Func<object, object?> _hashMapping;
    private readonly ulong[] _points;
    private readonly IActorRef[] _owners;

    public ConsistentHashingLogic(IReadOnlyList<IActorRef> routees, Func<object, object?> hashMapping)
    {
        _hashMapping = hashMapping;
        _points = new ulong[routees.Count * PointsPerRoutee];
        _owners = new IActorRef[_points.Length];
        for (var point = 0; point < _points.Length; point++)
        {
            // By name, so that a routee keeps its points when another leaves.
            var owner = routees[point / PointsPerRoutee];
            _owners[point] = owner;
            _points[point] = Hash(string.Create(CultureInfo.InvariantCulture, $"{owner.Path.Name}/{point % PointsPerRoutee}"));
        }

        Array.Sort(_points, _owners);
    }

    public IActorRef? Select(object message)
    {
        if (_points.Length == 0 || _hashMapping(message) is not { } key)
            return null;
        var index = Array.BinarySearch(_points, Hash(TextOf(key)));
        if (index < 0)
            index = ~index;
        return _owners[index == _points.Length ? 0 : index];
    }

    private static string TextOf(object key) =>
        key as string ?? Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";

    /// <summary>
    /// FNV-1a over the characters, then the finalizer of MurmurHash3 (Appleby), because FNV alone leaves the high bits
    /// of similar short keys close together. Not string.GetHashCode, which differs from process to process.
    /// </summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return hash ^ (hash >> 33);
    }
}
