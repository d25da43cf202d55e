using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Scanning;

/// <summary>A path of this scan: asked for once, however many globs match it.</summary>
internal struct FoundPath
{
    /// <summary>Absolute.</summary>
    public string Path;

    /// <summary>0, or why there is no status.</summary>
    public int Error;

    /// <summary>What the path leads to.</summary>
    public FileStatus Status;

    /// <summary>The folder says that the entry is a symbolic link.</summary>
    public bool IsLink;

    /// <summary>The path may be a symbolic link: one was named, and no folder was asked.</summary>
    public bool IsNamed;

    /// <summary>The inputs that match it; null while none does.</summary>
    public InputSet? Inputs;
}
