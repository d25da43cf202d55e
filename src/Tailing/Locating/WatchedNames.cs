using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Locating;

/// <summary>The names that the inputs stand for now, those that rotation has made of them included.</summary>
internal sealed class WatchedNames
{
    private const int EntriesMax = 100_000;

    private readonly FileCatalog catalog;
    private readonly Lazy<IReadOnlyList<CatalogFile>> files;

    public WatchedNames(FileCatalog catalog)
    {
        this.catalog = catalog;
        files = new Lazy<IReadOnlyList<CatalogFile>>(catalog.Scan);
    }

    /// <summary>Whether a path is one that an input stands for, or was before it was rotated. Asks the inputs, not the
    /// file system.</summary>
    public bool Has(string path)
    {
        // A glob such as .*/app.log would take the folder above for a hidden one.
        if (!path.StartsWith('/') || path.Contains("/../", StringComparison.Ordinal))
            return false;
        if (!catalog.InputsMatching(path).IsEmpty)
            return true;
        var folder = path[..(path.LastIndexOf('/') + 1)];
        return RotatedName.Before(path[folder.Length..]).Any(name => !catalog.InputsMatching(folder + name).IsEmpty);
    }

    /// <summary>Paths that lead to an inode. Where an input has a file by a symbolic link, the path that the link leads
    /// to.</summary>
    public IEnumerable<string> With(ulong inode)
    {
        foreach (var file in files.Value.Where(file => file.Identity.Inode == inode))
            yield return file.TargetPath ?? file.Path;
        foreach (var path in List((name, found) => found == inode))
            yield return path;
    }

    /// <summary>Paths that rotation has made, written last first.</summary>
    /// <param name="compressed">Whether those that end in <c>.gz</c> are wanted, or the others.</param>
    public IEnumerable<string> Rotated(bool compressed)
    {
        var dated = new List<(string Path, long Modified)>();
        foreach (var path in List(
            (name, _) => RotatedName.IsCompressed(name) == compressed && RotatedName.Before(name).Any()))
        {
            if (Libc.Status(path, out var status, followLink: false) == 0)
                dated.Add((path, status.ModifiedSeconds));
        }

        return dated.OrderByDescending(entry => entry.Modified).ThenBy(entry => entry.Path, StringComparer.Ordinal)
            .Select(entry => entry.Path);
    }

    private List<string> List(Func<string, ulong, bool> isWanted)
    {
        _ = files.Value;
        var paths = new List<string>();
        var entries = 0;
        foreach (var folder in catalog.Folders)
        {
            using var reader = new FolderReader(folder);
            while (entries++ < EntriesMax && reader.MoveNext())
            {
                if (reader.Type is not (EntryType.Regular or EntryType.Unknown))
                    continue;
                var name = reader.Name.ToString();
                if (isWanted(name, reader.Inode) && Has(Path.Join(folder, name)))
                    paths.Add(Path.Join(folder, name));
            }
        }

        return paths;
    }
}
