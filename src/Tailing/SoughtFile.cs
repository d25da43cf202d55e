namespace Dachshund.Tailing;

/// <summary>A generation of a file that is looked for, and the bytes of it that are wanted. Immutable.</summary>
/// <param name="Identity">Its identity as stored; the device is a hint only.</param>
/// <param name="Head">Its head as stored.</param>
/// <param name="LastPath">The name it had last; it is looked at first, and may be empty.</param>
/// <param name="Offset">Where a line begins that it has, in bytes.</param>
/// <param name="Length">How long that line, or the lines from there on, are, in bytes, without the last line
/// break.</param>
public sealed record SoughtFile(FileIdentity Identity, FileHead Head, string LastPath, long Offset, int Length)
{
    /// <summary>Whether the inode is known to have another content now (its checkpoint is of a later generation): then
    /// only a copy, or a compressed one, can have what is wanted.</summary>
    public bool IsPast { get; init; }
}
