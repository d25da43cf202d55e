using System.Collections.Immutable;

namespace Dachshund.Tailing;

/// <summary>A regular file that a scan found. A scan hands out the same object again for a file that did not
/// change.</summary>
/// <param name="Path">Its absolute path. Of several names of one file: one that is no symbolic link and, if possible,
/// the one of the scan before.</param>
/// <param name="Identity">What it is, whatever its name.</param>
/// <param name="SizeBytes">Its size, in bytes.</param>
/// <param name="Stamp">Changes when the file's size, content, owner or name changed; else it stays. Tells nothing
/// else: only compare it. A file with the same stamp as at the last look needs no look.</param>
/// <param name="Inputs">Names of the inputs that match it under any of its names, in the order they were given.</param>
public sealed record CatalogFile(
    string Path, FileIdentity Identity, long SizeBytes, ulong Stamp, ImmutableArray<string> Inputs)
{
    /// <summary>Where a symbolic link leads in the end, absolute; null for a path that is none. Hints about writes name
    /// this path, for that is where they happen.</summary>
    public string? TargetPath { get; init; }
}
