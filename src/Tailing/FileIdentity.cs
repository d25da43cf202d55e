namespace Dachshund.Tailing;

/// <summary>What the file system calls a file, whatever its name is now. Immutable, thread-safe.</summary>
/// <param name="Device">The device that holds the file, as major number shifted left by 32, or'ed with the minor
/// number. A hint only across restarts of the machine: devices are numbered anew at each start.</param>
/// <param name="Inode">The inode. The file system may give it again once the file and every open handle of it are
/// gone, which is why a <see cref="FileHead"/> and a generation go with it.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode);
