namespace Dachshund.Tailing.Native;

/// <summary>What one <c>statx</c> tells. Times are nanoseconds since 1970, only good for comparing.</summary>
internal readonly record struct FileStatus(
    FileIdentity Identity, FileKind Kind, long SizeBytes, uint Links, ulong Stamp)
{
    /// <summary>When the content was written last, in seconds since 1970.</summary>
    public long ModifiedSeconds { get; init; }

    /// <summary>What comes on top of <see cref="ModifiedSeconds"/>, in nanoseconds.</summary>
    public uint ModifiedNanoseconds { get; init; }
}
