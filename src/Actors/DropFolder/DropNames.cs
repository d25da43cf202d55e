using System.Collections.Immutable;

namespace Dachshund.Actors.DropFolder;

/// <summary>What the name of a file in a drop folder says.</summary>
public static class DropNames
{
    /// <summary>The extension of the files that say that a task ran.</summary>
    public const string Log = "log";

    private const int TaskCharsMax = 128;

    /// <summary>Every extension that is looked at, in lower case.</summary>
    /// <param name="alertExtensions">Those of the files that are alerted.</param>
    public static ImmutableArray<string> LookedAt(IEnumerable<string> alertExtensions) =>
        [.. alertExtensions.Append(Log).Select(extension => extension.ToLowerInvariant()).Distinct()];

    /// <summary>Which of the extensions a name has, the longest first; null for none.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="extensions">The extensions, without their dot.</param>
    public static string? ExtensionOf(string name, ImmutableArray<string> extensions) => extensions
        .Where(extension => name.EndsWith("." + extension, StringComparison.OrdinalIgnoreCase))
        .MaxBy(extension => extension.Length);

    /// <summary>The task that a file is of: what its name has between the first two <c>@</c>, else the name without its
    /// extension.</summary>
    /// <param name="name">The file's name, folders before it or not.</param>
    /// <param name="extension">Its extension, without the dot.</param>
    public static string TaskOf(string name, string extension)
    {
        var stem = name[(name.LastIndexOf('/') + 1)..^(extension.Length + 1)];
        var start = stem.IndexOf('@', StringComparison.Ordinal) + 1;
        var end = start == 0 ? -1 : stem.IndexOf('@', start);
        return CutText.Of(end > start ? stem[start..end] : stem, TaskCharsMax);
    }
}
