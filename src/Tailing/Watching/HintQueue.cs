namespace Dachshund.Tailing.Watching;

/// <summary>
/// Hints that wait for their reader: one per name, in the order of the first change, at most so many; beyond they
/// become
/// one rescan, which stands for them all. Thread-safe.
/// </summary>
internal sealed class HintQueue
{
    private readonly Lock gate = new();
    private readonly int hintsMax;
    private readonly Dictionary<(string Folder, string Name), WatchChange> changes = [];
    private readonly Queue<(string Folder, string Name)> order = [];
    private TaskCompletionSource<WatchHint>? waiter;
    private bool rescan;

    /// <summary>Whether a reader waits for a hint.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (gate)
                return waiter is not null;
        }
    }

    public HintQueue(int hintsMax) => this.hintsMax = hintsMax;

    public void Add(WatchHint hint)
    {
        lock (gate)
            Merge(hint);
    }

    /// <summary>Hands the reader that waits its hint. Called once for all events that came together, so that what
    /// belongs to one name is one hint.</summary>
    public void Flush()
    {
        lock (gate)
        {
            if (waiter is not null && TryTakeLocked(out var next))
            {
                waiter.SetResult(next);
                waiter = null;
            }
        }
    }

    /// <summary>The next hint, or a task for it.</summary>
    /// <exception cref="InvalidOperationException">Another caller is waiting.</exception>
    public bool TryTake(out WatchHint hint, out TaskCompletionSource<WatchHint>? wait)
    {
        lock (gate)
        {
            wait = null;
            if (TryTakeLocked(out hint))
                return true;
            if (waiter is not null)
                throw new InvalidOperationException("One reader at a time waits for hints.");
            waiter = wait = new TaskCompletionSource<WatchHint>(TaskCreationOptions.RunContinuationsAsynchronously);
            return false;
        }
    }

    /// <summary>Ends a wait; no hint is lost by it, since a hint is taken only for the waiter that gets it.</summary>
    public void Cancel(TaskCompletionSource<WatchHint> wait, CancellationToken ct)
    {
        lock (gate)
        {
            if (!ReferenceEquals(waiter, wait))
                return;
            waiter = null;
            wait.SetCanceled(ct);
        }
    }

    /// <summary>Ends the wait that is under way.</summary>
    public void Close()
    {
        lock (gate)
        {
            waiter?.SetCanceled();
            waiter = null;
        }
    }

    private void Merge(WatchHint hint)
    {
        if (rescan)
            return;
        var key = (hint.Folder, hint.Name);
        var known = changes.TryGetValue(key, out var change);
        if (hint.Change == WatchChange.Rescan || (!known && changes.Count >= hintsMax))
        {
            changes.Clear();
            order.Clear();
            rescan = true;
            return;
        }

        changes[key] = change | hint.Change;
        if (!known)
            order.Enqueue(key);
    }

    private bool TryTakeLocked(out WatchHint hint)
    {
        hint = WatchHint.Everything;
        if (rescan)
        {
            rescan = false;
            return true;
        }

        if (!order.TryDequeue(out var key))
            return false;
        changes.Remove(key, out var change);
        hint = new WatchHint(change, key.Folder, key.Name);
        return true;
    }
}
