namespace Dachshund.Tailing;

/// <summary>Which files of a tree are to be removed because they are old. Pure; removes nothing.</summary>
public static class OldFiles
{
    /// <summary>The files that were not written for so long, that nobody has open and that nobody tails; the oldest
    /// first.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="files">Its files.</param>
    /// <param name="keep">How long a file is kept after it was written last.</param>
    /// <param name="now">The time.</param>
    /// <param name="watched">What the inputs tail, anew at each call; null for nothing.</param>
    public static IReadOnlyList<TreeFile> Find(
        FileTree tree, IEnumerable<TreeFile> files, TimeSpan keep, DateTimeOffset now, FileCatalog? watched)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(files);
        var old = files.Where(file => now - file.Modified > keep).ToArray();
        if (old.Length == 0)
            return [];
        // By its identity, for another name may lead to it, and by its name, for a list of files may be cut short.
        var tailed = watched?.Scan().Select(file => file.Identity).ToHashSet() ?? [];
        var open = tree.OpenPaths();
        return [.. old
            .Where(file => !tailed.Contains(file.Identity) && !open.Contains(tree.PathOf(file.Name)))
            .Where(file => watched is null || watched.InputsMatching(tree.PathOf(file.Name)).IsEmpty)
            .OrderBy(file => file.ModifiedNs)];
    }
}
