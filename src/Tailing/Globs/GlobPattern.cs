using System.Collections.Immutable;

namespace Dachshund.Tailing.Globs;

/// <summary>An absolute glob without braces: its segments, outermost first. Immutable.</summary>
/// <param name="Text">What the user wrote, for messages.</param>
/// <param name="Segments">The segments; null stands for <c>**</c>, any number of folders.</param>
internal sealed record GlobPattern(string Text, ImmutableArray<GlobSegment?> Segments)
{
    private const string AnyFolders = "**";

    /// <summary>What is meant when a folder is named.</summary>
    public static GlobSegment LogFiles { get; } = GlobSegment.Parse("*.log");

    /// <summary>The path itself when the pattern has no wildcard, else null.</summary>
    public string? Plain { get; } = Segments.All(segment => segment?.Literal is not null)
        ? "/" + string.Join('/', Segments.Select(segment => segment?.Literal))
        : null;

    public static GlobPattern Parse(string text, string expanded, string baseFolder)
    {
        var absolute = expanded.StartsWith('/') ? expanded : baseFolder.TrimEnd('/') + "/" + expanded;
        var segments = new List<GlobSegment?>();
        foreach (var part in absolute.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".")
                continue;
            if (part == ".." && segments.Count > 0 && segments[^1]?.Literal is not null)
                segments.RemoveAt(segments.Count - 1);
            else if (part != AnyFolders)
                segments.Add(GlobSegment.Parse(part));
            else if (segments.Count == 0 || segments[^1] is not null)
                segments.Add(null);
        }

        // Files under any folder: `logs/**` means `logs/**/*`.
        if (segments.Count > 0 && segments[^1] is null)
            segments.Add(GlobSegment.Parse("*"));
        return new GlobPattern(text, [.. segments]);
    }

    /// <summary>Whether an absolute path is one that the pattern stands for; nothing is looked up in the file system,
    /// so
    /// a path without wildcard stands for the file and, as if it were a folder, for the log files in it.</summary>
    public bool Matches(string path)
    {
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return Matches(Segments.AsSpan(), names)
            || (Plain is not null && names.Length == Segments.Length + 1
                && Matches(Segments.AsSpan(), names.AsSpan(..^1)) && LogFiles.Matches(names[^1]));
    }

    private static bool Matches(ReadOnlySpan<GlobSegment?> segments, ReadOnlySpan<string> names)
    {
        if (segments.IsEmpty)
            return names.IsEmpty;
        if (segments[0] is { } segment)
            return !names.IsEmpty && segment.Matches(names[0]) && Matches(segments[1..], names[1..]);
        for (var skipped = 0; skipped <= names.Length; skipped++)
        {
            if (Matches(segments[1..], names[skipped..]))
                return true;
            if (skipped < names.Length && names[skipped].StartsWith('.'))
                return false;
        }

        return false;
    }
}
