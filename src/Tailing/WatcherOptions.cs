namespace Dachshund.Tailing;

/// <summary>Limits of a <see cref="FolderWatcher"/>. Immutable.</summary>
public sealed record WatcherOptions
{
    /// <summary>Folders watched at most; files in the rest are found by the poll. Default 100,000; the kernel's own
    /// limit (<c>fs.inotify.max_user_watches</c>) may be lower.</summary>
    public int FoldersMax { get; init; } = 100_000;

    /// <summary>Hints kept for the reader at most; beyond they become one rescan. Default 4096.</summary>
    public int HintsMax { get; init; } = 4096;
}
