namespace Dachshund.Tailing;

/// <summary>What a look at an open file told. Immutable.</summary>
/// <param name="State">The most pressing of what is true: failed, truncated, deleted, grown, quiet.</param>
/// <param name="SizeBytes">The file's size, in bytes.</param>
/// <param name="UnreadBytes">Bytes from the offset to the end, a kept back half line included; 0 when
/// truncated.</param>
/// <param name="Renamed">The path leads to another file or to none: rotated by renaming, or deleted.</param>
/// <param name="Deleted">No name leads to the file any more; true beside <see cref="FileState.Truncated"/> as
/// well.</param>
public readonly record struct FileObservation(
    FileState State, long SizeBytes, long UnreadBytes, bool Renamed, bool Deleted)
{
    /// <summary>As <see cref="CatalogFile.Stamp"/>: the same as a scan's as long as nothing changed between the
    /// two.</summary>
    public ulong Stamp { get; init; }
}
