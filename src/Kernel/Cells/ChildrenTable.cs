using System.Diagnostics.CodeAnalysis;
using Dachshund.Kernel.Refs;

namespace Dachshund.Kernel.Cells;

/// <summary>
/// The children of one actor by name, in the order of their start. Has a lock, as top-level actors are started and
/// snapshots taken from any thread; the parent's turn is otherwise its only user.
/// </summary>
internal sealed class ChildrenTable
{
    private readonly Lock _lock = new();
    private OrderedDictionary<string, ChildRecord>? _byName;
    private RestartHistory? _groupHistory;
    private int _stopping;
    private bool _isClosed;

    /// <summary>The restarts of all children together; belongs to the parent's turn.</summary>
    public RestartHistory GroupHistory => _groupHistory ??= new RestartHistory();

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _byName is not { Count: > 0 };
        }
    }

    /// <summary>Whether a child that the parent asked to stop is still there.</summary>
    public bool HasStopping
    {
        get
        {
            lock (_lock)
                return _stopping > 0;
        }
    }

    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The parent is stopping.</exception>
    public void Add(LocalActorRef child, ActorPath parent)
    {
        lock (_lock)
        {
            if (_isClosed)
                throw new InvalidOperationException($"{parent} is stopping and starts no children");
            _byName ??= new OrderedDictionary<string, ChildRecord>(StringComparer.Ordinal);
            if (_byName.TryAdd(child.Path.Name, new ChildRecord(child)))
                return;
            throw new InvalidActorNameException(
                $"{child.Path} is taken, by an actor that lives or has not finished stopping");
        }
    }

    public LocalActorRef? Find(string name)
    {
        lock (_lock)
            return _byName is not null && _byName.TryGetValue(name, out var record) ? record.Child : null;
    }

    public bool TryGet(InternalActorRef child, [NotNullWhen(true)] out ChildRecord? record)
    {
        lock (_lock)
        {
            record = null;
            return _byName is not null
                && _byName.TryGetValue(child.Path.Name, out record)
                && ReferenceEquals(record.Child, child);
        }
    }

    public void MarkStopping(InternalActorRef child)
    {
        if (!TryGet(child, out var record))
            return;
        lock (_lock)
        {
            if (!record.IsStopping)
                _stopping++;
            record.IsStopping = true;
        }
    }

    public bool Remove(InternalActorRef child)
    {
        if (!TryGet(child, out var record))
            return false;
        lock (_lock)
        {
            if (record.IsStopping)
                _stopping--;
            return _byName is not null && _byName.Remove(child.Path.Name);
        }
    }

    /// <summary>The children of this moment.</summary>
    public LocalActorRef[] Refs()
    {
        lock (_lock)
        {
            if (_byName is not { Count: > 0 } byName)
                return [];
            var children = new LocalActorRef[byName.Count];
            for (var index = 0; index < children.Length; index++)
                children[index] = byName.GetAt(index).Value.Child;
            return children;
        }
    }

    /// <summary>Lets no more children in.</summary>
    public LocalActorRef[] Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            return Refs();
        }
    }
}
