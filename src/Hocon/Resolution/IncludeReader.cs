using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon.Resolution;

/// <summary>
/// Finds and parses included files. Counts what it reads, because files that include each other twice grow without end.
/// </summary>
internal sealed class IncludeReader(HoconResolveOptions options)
{
    private static readonly string[] Extensions = [".properties", ".json", ".conf"];
    private readonly Stack<string> _open = new();
    private int _includes;
    private long _chars;

    /// <summary>
    /// Gives the parts of one include statement to <paramref name="visit"/>, lowest priority first, each while it is
    /// open: an include of an open file is a cycle.
    /// </summary>
    public void Read(Member.Include include, string? folder, Action<Node.Object, string?> visit)
    {
        var found = false;
        foreach (var path in Candidates(include, folder))
            found |= ReadOne(include, path, visit);
        var target = FullPath(include, folder);
        if (!found && Path.HasExtension(target) && !HasKnownExtension(target))
            found = ReadOne(include, target, visit);
        if (!found && include.Required)
            throw Fail(include, $"the required file {target} is not there");
    }

    /// <summary>Marks a file as open that was not reached through an include.</summary>
    public void Within(string? path, Action visit)
    {
        if (path is null)
        {
            visit();
            return;
        }

        _open.Push(path);
        visit();
        _open.Pop();
    }

    private static IEnumerable<string> Candidates(Member.Include include, string? folder)
    {
        var target = FullPath(include, folder);
        return HasKnownExtension(target) ? [target] : Extensions.Select(extension => target + extension);
    }

    private static bool HasKnownExtension(string path) => Extensions.Contains(Path.GetExtension(path));

    private static string FullPath(Member.Include include, string? folder)
    {
        if (include.Target.Contains('\0', StringComparison.Ordinal))
            throw Fail(include, "a file name cannot hold the character U+0000");
        if (Path.IsPathRooted(include.Target))
            return Path.GetFullPath(include.Target);
        return folder is null
            ? throw Fail(include, "this text is in no file, so an include needs an absolute path")
            : Path.GetFullPath(Path.Combine(folder, include.Target));
    }

    private bool ReadOne(Member.Include include, string path, Action<Node.Object, string?> visit)
    {
        if (_open.Contains(path))
            throw Fail(include, $"include cycle: {string.Join(" -> ", _open.Reverse().Append(path))}");
        var limits = options.Limits;
        if (_open.Count > limits.DepthMax)
            throw new HoconException(HoconReason.Limit, include.Origin, $"includes are nested deeper than {limits.DepthMax}");
        var text = options.ReadFile is { } read ? read(path) : TextFile.TryRead(path, limits, include.Origin);
        if (text is null)
            return false;
        Count(text, include);
        var root = path.EndsWith(".properties", StringComparison.Ordinal)
            ? PropertiesText.Parse(text, path, limits)
            : Parser.ParseDocument(text, path, limits);
        Within(path, () => visit(root, Path.GetDirectoryName(path)));
        return true;
    }

    private void Count(string text, Member.Include include)
    {
        _chars += text.Length;
        if (++_includes > options.Limits.IncludesMax)
        {
            throw new HoconException(HoconReason.Limit, include.Origin,
                $"more than {options.Limits.IncludesMax} files are included");
        }

        if (_chars > options.Limits.TotalCharsMax)
        {
            throw new HoconException(HoconReason.Limit, include.Origin,
                $"the included files have more than {options.Limits.TotalCharsMax} characters together");
        }
    }

    private static HoconException Fail(Member.Include include, string message) =>
        new(HoconReason.Include, include.Origin, message);
}
