namespace Dachshund.Tailing;

/// <summary>What a hint is about.</summary>
[Flags]
public enum WatchChange
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Bytes were written, or the file was truncated.</summary>
    Written = 1,

    /// <summary>A name appeared: created, or renamed to.</summary>
    Appeared = 2,

    /// <summary>A name is gone: deleted, or renamed from.</summary>
    Gone = 4,

    /// <summary>Anything may have changed: hints were lost, or a folder came or went. Scan, and look at every
    /// file.</summary>
    Rescan = 8,
}
