using Dachshund.Tailing.Globs;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Scanning;

/// <summary>
/// Walks the folders of one glob and reports what it matches. Looks into a folder once per wildcard in it, asks each
/// matching entry for its status once, opens no file.
/// </summary>
internal sealed class GlobWalk
{
    private readonly ScanRound round;
    private readonly GlobPattern pattern;
    private readonly int input;

    public GlobWalk(ScanRound round, GlobPattern pattern, int input)
    {
        this.round = round;
        this.pattern = pattern;
        this.input = input;
    }

    /// <summary>Walks; the number of regular files matched.</summary>
    public int Run() => pattern.Plain is { } plain ? TakePlain(plain) : Walk("", 0, 0);

    private int TakePlain(string path)
    {
        ref var found = ref round.Paths.Get(path);
        if (found is { Error: 0, Status.Kind: FileKind.Folder })
            return TakeFiles(path == "/" ? "" : path, GlobPattern.LogFiles);

        var taken = 0;
        if (found.Error != 0)
            round.Report(Errno.Describe(path, found.Error));
        else if (found.Status.Kind != FileKind.Regular)
            round.Report(Errno.NotRegular(path, found.Status.Kind));
        else
            taken = TakeNamed(ref found);

        // Last, for it asks for more paths, which moves the table that the reference is into.
        round.WatchNearest(ParentOf(path));
        return taken;
    }

    /// <summary>Matches the segments from <paramref name="at"/> on below a folder.</summary>
    private int Walk(string folder, int at, int level)
    {
        var segments = pattern.Segments;
        while (at < segments.Length - 1 && segments[at]?.Literal is { } literal)
        {
            folder = folder + "/" + literal;
            at++;
        }

        var segment = segments[at];
        var isLast = at == segments.Length - 1;
        if (segment is null)
            return WalkAnyFolders(folder, at, level);
        if (!isLast)
            return WalkMatchingFolders(folder, at, level);
        return segment.Literal is { } name ? TakeNamed(folder, name) : TakeFiles(folder, segment);
    }

    private int WalkAnyFolders(string folder, int at, int level)
    {
        var taken = Walk(folder, at + 1, level);
        if (level >= round.Options.LevelsMax)
            return taken;
        foreach (var name in ListFolders(folder, null))
            taken += WalkAnyFolders(folder + "/" + name, at, level + 1);
        return taken;
    }

    private int WalkMatchingFolders(string folder, int at, int level)
    {
        var taken = 0;
        foreach (var name in ListFolders(folder, pattern.Segments[at]))
            taken += Walk(folder + "/" + name, at + 1, level);
        return taken;
    }

    /// <summary>Folders whose name matches; for null those that <c>**</c> goes into: no hidden ones, and no symbolic
    /// links,
    /// which could lead in a circle.</summary>
    private List<string> ListFolders(string folder, GlobSegment? segment)
    {
        var names = new List<string>();
        if (!round.Enter(folder))
            return names;

        using var reader = new FolderReader(PathOf(folder));
        while (reader.MoveNext())
        {
            if (segment is null ? reader.Name[0] == '.' : !segment.Matches(reader.Name))
                continue;
            var isLink = reader.Type == EntryType.Link;
            var isAsked = reader.Type == EntryType.Unknown || (isLink && segment is not null);
            if (reader.Type == EntryType.Folder || (isAsked
                && round.Paths.Get(folder, in reader) is { Error: 0, Status.Kind: FileKind.Folder }))
                names.Add(reader.Name.ToString());
        }

        ReportUnreadable(folder, reader.Error);
        return names;
    }

    private int TakeFiles(string folder, GlobSegment segment)
    {
        if (!round.Enter(folder))
            return 0;

        var taken = 0;
        using var reader = new FolderReader(PathOf(folder));
        while (reader.MoveNext())
        {
            if (reader.Type is not (EntryType.Regular or EntryType.Link or EntryType.Unknown)
                || !segment.Matches(reader.Name))
                continue;
            ref var found = ref round.Paths.Get(folder, in reader);
            if (found.Error is not (0 or Errno.NotFound))
                round.Report(Errno.Describe(found.Path, found.Error));
            else if (found is { Error: 0, Status.Kind: FileKind.Regular })
                taken += round.Take(ref found, input);
            else if (found.Error == Errno.NotFound && reader.Name.Contains('\uFFFD'))
                round.Report(new CatalogProblem(found.Path, "has a name that is not UTF-8", "rename the file"));
        }

        ReportUnreadable(folder, reader.Error);
        return taken;
    }

    private int TakeNamed(string folder, string name)
    {
        if (!round.Enter(folder))
            return 0;
        ref var found = ref round.Paths.Get(folder, name);
        if (found is { Error: 0, Status.Kind: FileKind.Regular })
            return TakeNamed(ref found);
        ReportUnreadable(folder, found.Error);
        return 0;
    }

    private int TakeNamed(ref FoundPath found)
    {
        found.IsNamed = true;
        return round.Take(ref found, input);
    }

    private void ReportUnreadable(string folder, int error)
    {
        if (error is Errno.NotFound or Errno.NotAFolder)
            round.WatchNearest(folder);
        else if (error != 0)
            round.Report(Errno.Describe(PathOf(folder), error));
    }

    private static string PathOf(string folder) => folder.Length == 0 ? "/" : folder;

    private static string ParentOf(string path) => path[..path.LastIndexOf('/')];
}
