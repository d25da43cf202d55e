namespace Dachshund.Tailing;

/// <summary>
/// Says where to look. Never more than a hint: there may be nothing new, and what is new on a network file system is
/// never hinted at.
/// </summary>
/// <param name="Change">What happened since the hint before; several changes of one name are one hint.</param>
/// <param name="Folder">The folder, as it was given to <see cref="FolderWatcher.SetFolders"/>; empty for a
/// rescan.</param>
/// <param name="Name">The name in the folder; empty for a rescan.</param>
public readonly record struct WatchHint(WatchChange Change, string Folder, string Name)
{
    /// <summary>The hint to look at everything.</summary>
    public static WatchHint Everything { get; } = new(WatchChange.Rescan, "", "");

    /// <summary>Folder and name together, absolute; empty for a rescan.</summary>
    public string Path => Folder.Length == 0 ? "" : Folder == "/" ? "/" + Name : Folder + "/" + Name;
}
