namespace Dachshund.Tailing;

/// <summary>A regular file below a folder, as it was at a look.</summary>
/// <param name="Name">Its path from the folder on, <c>sub/backup.err</c>.</param>
/// <param name="Identity">What the file system calls it.</param>
/// <param name="SizeBytes">Its size, in bytes.</param>
/// <param name="ModifiedNs">When its content was written last, in nanoseconds since 1970.</param>
public readonly record struct TreeFile(string Name, FileIdentity Identity, long SizeBytes, long ModifiedNs)
{
    /// <summary>When its content was written last, to the millisecond.</summary>
    public DateTimeOffset Modified
    {
        get
        {
            // A file may carry a time that no calendar has.
            var milliseconds = Math.Clamp(
                ModifiedNs / 1_000_000, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(),
                DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }
    }
}
