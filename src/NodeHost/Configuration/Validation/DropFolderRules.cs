using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>drop-folders { }</c>.</summary>
internal static class DropFolderRules
{
    private const int ExtensionCharsMax = 16;
    private const int ExtensionsMax = 12;
    private static readonly char[] s_globSigns = ['*', '?', '['];

    public static void Check(IReadOnlyDictionary<string, DropFolderConfiguration> folders, HoconPoint at, Findings findings)
    {
        NameRules.CheckKeys(folders.Keys, at, findings);
        var seen = new List<(string Path, string Name)>();
        foreach (var (name, folder) in folders)
        {
            var point = at.Field(name);
            CheckPaths(name, folder.Paths, point.Field("paths"), seen, findings);
            CheckExtensions(folder.AlertExtensions, point.Field("alert-extensions"), findings);
            LabelRules.Check(folder.Labels, point.Field("labels"), findings);
        }
    }

    private static void CheckPaths(
        string name, IReadOnlyList<string> paths, HoconPoint at, List<(string Path, string Name)> seen, Findings findings)
    {
        if (paths.Count == 0 && at.IsSet)
            findings.Error(at, "must have at least one folder");
        for (var i = 0; i < paths.Count; i++)
        {
            if (Problem(paths[i]) is { } problem)
            {
                findings.Error(at.Item(i), problem);
                continue;
            }

            var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths[i]));
            if (seen.FirstOrDefault(other => IsWithin(path, other.Path) || IsWithin(other.Path, path)) is { Path: { } outer } found)
                findings.Error(at.Item(i),
                    $"{path} and {outer} of drop-folders.{found.Name} are one in the other: each file would count twice; name folders apart");
            seen.Add((path, name));
        }
    }

    private static string? Problem(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            return "is no path";
        if (path.IndexOfAny(s_globSigns) >= 0)
            return "is a folder's own path, no glob; list each folder (those below it are included)";
        return Path.GetFullPath(path) == "/" ? "is the whole machine; name a folder that is used for nothing else" : null;
    }

    private static bool IsWithin(string path, string outer) =>
        path == outer || path.StartsWith(outer + "/", StringComparison.Ordinal);

    private static void CheckExtensions(IReadOnlyList<string> extensions, HoconPoint at, Findings findings)
    {
        if (extensions.Count > ExtensionsMax)
            findings.Error(at, $"has {extensions.Count} extensions; {ExtensionsMax} at most");
        for (var i = 0; i < extensions.Count; i++)
        {
            if (!IsExtension(extensions[i]))
                findings.Error(at.Item(i),
                    $"\"{extensions[i]}\" is no extension: 1 to {ExtensionCharsMax} letters, digits, _ or -, without a dot, as in err");
        }
    }

    private static bool IsExtension(string text) =>
        text.Length is > 0 and <= ExtensionCharsMax && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-');
}
