using Dachshund.Tailing.Native;
using Dachshund.Tailing.Watching;

namespace Dachshund.Tailing;

/// <summary>
/// Hints at changes in folders by the kernel's inotify. Costs nothing while nothing changes; under a flood of writes it
/// costs what its reader takes, for the queue is read only when a hint is asked for: until then the kernel merges
/// events,
/// and if its queue overflows all becomes one rescan. Where watching is not possible (limits, network file systems) the
/// caller's poll finds everything, later. Thread-safe, except that one reader at a time waits.
/// </summary>
public sealed class FolderWatcher : IDisposable
{
    /// <summary>Folders that a call of <see cref="SetFolders"/> confirms: each costs one call of the kernel.</summary>
    private const int ConfirmationsMax = 16;

    private readonly Lock gate = new();
    private readonly WatcherOptions options;
    private readonly HintQueue hints;
    private readonly SemaphoreSlim wanted = new(0);
    private readonly Inotify? inotify;
    private readonly Thread? thread;
    private readonly Dictionary<string, int> watches = new(StringComparer.Ordinal); // under gate
    private readonly Dictionary<int, List<string>> folders = []; // under gate; one watch for all names of a folder
    private readonly HashSet<string> said = new(StringComparer.Ordinal); // under gate
    private readonly Queue<string> confirmations = []; // under gate; watched folders, the longest unconfirmed first
    private volatile bool stopping;

    /// <summary>Starts a watcher without folders. Never throws for want of kernel resources; see <see
    /// cref="IsActive"/>.</summary>
    /// <param name="options">Limits; null means the defaults.</param>
    public FolderWatcher(WatcherOptions? options = null)
    {
        this.options = options ?? new WatcherOptions();
        hints = new HintQueue(this.options.HintsMax);
        inotify = Inotify.TryCreate(out var error);
        StartError = error;
        if (inotify is null)
            return;
        thread = new Thread(ReadEvents) { IsBackground = true, Name = "dachshund folder watcher" };
        thread.Start();
    }

    /// <summary>Whether all folders are watched; where not, the poll alone finds what happens in some of
    /// them.</summary>
    public bool IsActive { get; private set; }

    private int StartError { get; }

    /// <summary>Watches these folders and no others. A folder that is newly watched gives a rescan hint, for something
    /// may have happened in it before.</summary>
    /// <param name="wantedFolders">Absolute paths, as <see cref="FileCatalog.Folders"/> gives them.</param>
    /// <returns>What keeps folders from being watched, each thing once in the life of the watcher.</returns>
    public IReadOnlyList<CatalogProblem> SetFolders(IReadOnlyList<string> wantedFolders)
    {
        ArgumentNullException.ThrowIfNull(wantedFolders);
        var problems = new List<CatalogProblem>();
        lock (gate)
        {
            if (inotify is null)
            {
                Say(problems, LimitProblem(wantedFolders.Count > 0 ? wantedFolders[0] : "/", StartError));
                return problems;
            }

            var keep = wantedFolders.ToHashSet(StringComparer.Ordinal);
            foreach (var folder in watches.Keys.Where(folder => !keep.Contains(folder)).ToList())
                Forget(folder);
            ForgetReplaced(inotify);
            IsActive = AddAll(inotify, keep, problems, out var added);
            if (added)
                hints.Add(WatchHint.Everything);
            hints.Flush();
        }

        return problems;
    }

    /// <summary>The next hint. Hints of one name are merged while nobody takes them.</summary>
    /// <param name="ct">Ends the wait; no hint is lost by it.</param>
    /// <exception cref="InvalidOperationException">Another caller is waiting.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the watcher disposed during the
    /// wait.</exception>
    /// <exception cref="ObjectDisposedException">The watcher was disposed before.</exception>
    public async ValueTask<WatchHint> WaitAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(stopping, this);
        if (hints.TryTake(out var hint, out var wait) || wait is null)
            return hint;
        if (inotify is not null)
            wanted.Release();
        await using var registration = ct.Register(() => hints.Cancel(wait, ct));
        return await wait.Task;
    }

    /// <summary>Stops watching and ends the wait that is under way.</summary>
    public void Dispose()
    {
        if (stopping)
            return;
        stopping = true;
        hints.Close();
        inotify?.Ring();
        wanted.Release();
        thread?.Join();
        inotify?.Dispose();
        wanted.Dispose();
    }

    private static CatalogProblem LimitProblem(string folder, int error) => error switch
    {
        Errno.NoSpace => new CatalogProblem(
            folder, "and what else is over the limit is not watched: changes are found by polling",
            "raise fs.inotify.max_user_watches (sysctl)"),
        Errno.TooManyOpenFiles => new CatalogProblem(
            folder, "and all other folders are not watched: changes are found by polling",
            "raise fs.inotify.max_user_instances (sysctl)"),
        _ => Errno.Describe(folder, error),
    };

    private bool AddAll(Inotify queue, HashSet<string> keep, List<CatalogProblem> problems, out bool added)
    {
        added = false;
        var all = true;
        foreach (var folder in keep)
        {
            if (watches.ContainsKey(folder))
                continue;
            var error = Errno.NoSpace;
            var watch = watches.Count < options.FoldersMax ? queue.Add(folder, out error) : -1;
            if (watch >= 0)
            {
                Remember(folder, watch);
                added = true;
                continue;
            }

            // A folder that is gone again is nothing to speak of: the next scan names the one above it.
            all = false;
            if (error is not (Errno.NotFound or Errno.NotAFolder))
                Say(problems, LimitProblem(folder, error));
            if (error == Errno.NoSpace)
                break; // the rest would be refused as well; the next call tries one again
        }

        return all;
    }

    /// <summary>A limit is said once, whichever folder meets it; other problems once a folder.</summary>
    private void Say(List<CatalogProblem> problems, CatalogProblem problem)
    {
        if (said.Count < options.FoldersMax && said.Add(problem.Reason.StartsWith("and ", StringComparison.Ordinal)
            ? problem.Reason
            : problem.Path + problem.Reason))
            problems.Add(problem);
    }

    /// <summary>Finds folders that were deleted and made again while some process still held the old one: the kernel
    /// says nothing then. Watching a folder twice gives the same number as long as it is the same folder.</summary>
    private void ForgetReplaced(Inotify queue)
    {
        for (var count = Math.Min(ConfirmationsMax, confirmations.Count); count > 0; count--)
        {
            var folder = confirmations.Dequeue();
            if (!watches.TryGetValue(folder, out var watch))
                continue;
            var now = queue.Add(folder, out _);
            if (now == watch)
            {
                confirmations.Enqueue(folder);
                continue;
            }

            if (now >= 0 && !folders.ContainsKey(now))
                queue.Remove(now);
            Forget(folder);
        }
    }

    private void Remember(string folder, int watch)
    {
        watches[folder] = watch;
        confirmations.Enqueue(folder);
        if (!folders.TryGetValue(watch, out var names))
            folders.Add(watch, names = []);
        if (!names.Contains(folder))
            names.Add(folder);
    }

    private void Forget(string folder)
    {
        if (!watches.Remove(folder, out var watch) || !folders.TryGetValue(watch, out var names))
            return;
        names.Remove(folder);
        if (names.Count > 0)
            return;
        folders.Remove(watch);
        inotify?.Remove(watch);
    }

    private void ReadEvents()
    {
        var queue = inotify;
        while (!stopping && queue is not null)
        {
            wanted.Wait();
            while (!stopping && hints.IsAwaited && queue.Wait())
            {
                queue.Read(Take);
                hints.Flush();
            }
        }
    }

    private void Take(int watch, InotifyEvents events, string name)
    {
        if ((events & InotifyEvents.Overflow) != 0)
        {
            hints.Add(WatchHint.Everything);
            return;
        }

        lock (gate)
        {
            if (!folders.TryGetValue(watch, out var names))
                return;
            if ((events & InotifyEvents.FolderGone) != 0)
            {
                // The folder is not where its name says any more: a later scan finds the one that is.
                foreach (var folder in names.ToList())
                    Forget(folder);
                hints.Add(WatchHint.Everything);
                return;
            }

            foreach (var folder in names)
                hints.Add(new WatchHint(ChangeOf(events), folder, name));
        }
    }

    private static WatchChange ChangeOf(InotifyEvents events)
    {
        if ((events & InotifyEvents.IsFolder) != 0)
            return WatchChange.Rescan;
        var change = (events & InotifyEvents.Modified) != 0 ? WatchChange.Written : WatchChange.None;
        if ((events & (InotifyEvents.Created | InotifyEvents.MovedTo)) != 0)
            change |= WatchChange.Appeared;
        if ((events & (InotifyEvents.Deleted | InotifyEvents.MovedFrom)) != 0)
            change |= WatchChange.Gone;
        return change;
    }
}
