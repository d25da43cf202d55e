using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Native;

/// <summary>
/// The few calls that .NET has no like of: identity of a file, opening without waiting. The flags used here have the
/// same values on x64 and arm64, but for two.
/// </summary>
internal static unsafe partial class Libc
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: the handle itself is meant
    private const uint BasicStatus = 0x7ff; // STATX_BASIC_STATS
    private const int NoControllingTerminal = 0x100; // O_NOCTTY
    private const int NonBlocking = 0x800; // O_NONBLOCK
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const int OfTheLink = 0x100; // AT_SYMLINK_NOFOLLOW

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // O_NOFOLLOW and O_DIRECTORY: arm64 keeps the numbers that 32-bit arm gave them.
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;

    /// <summary>The status of what a path leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="status">The status.</param>
    /// <param name="followLink">Whether a symbolic link at the path's end is followed; else it is asked itself.</param>
    /// <returns>0, or the error number.</returns>
    public static int Status(string path, out FileStatus status, bool followLink = true)
    {
        StatxBuffer buffer = default;
        var flags = followLink ? 0 : OfTheLink;
        // SAFETY: the buffer lives on this frame, is as large as the kernel's struct, and the call keeps no pointer.
        var error = Statx(CurrentFolder, path, flags, BasicStatus, &buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        status = error == 0 ? Convert(in buffer) : default;
        return error;
    }

    /// <summary>The status of an open file, by its handle.</summary>
    /// <returns>0, or the error number.</returns>
    public static int Status(SafeFileHandle handle, out FileStatus status)
    {
        StatxBuffer buffer = default;
        // SAFETY: as above; the marshaller holds the handle open during the call.
        var error = Statx(handle, "", EmptyPath, BasicStatus, &buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
        status = error == 0 ? Convert(in buffer) : default;
        return error;
    }

    /// <summary>The status of what an entry of an open folder leads to: no way from the root to be walked.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The entry's name, a NUL behind it.</param>
    /// <param name="status">The status.</param>
    /// <param name="followLink">Whether a symbolic link is followed; else it is asked itself.</param>
    /// <returns>0, or the error number.</returns>
    public static int Status(
        SafeFileHandle folder, ReadOnlySpan<byte> name, out FileStatus status, bool followLink = true)
    {
        StatxBuffer buffer = default;
        var flags = followLink ? 0 : OfTheLink;
        // SAFETY: the name is pinned during the call and ends with the NUL that the kernel stops at.
        fixed (byte* start = name)
        {
            var error = Statx(folder, start, flags, BasicStatus, &buffer) == 0 ? 0 : Marshal.GetLastPInvokeError();
            status = error == 0 ? Convert(in buffer) : default;
            return error;
        }
    }

    /// <summary>Opens for reading; never waits (a FIFO would) and is not inherited by child processes.</summary>
    /// <param name="path">The path.</param>
    /// <param name="error">0, or why there is no handle.</param>
    /// <param name="followLink">Whether a symbolic link at the path's end is followed; else it is refused.</param>
    public static SafeFileHandle? OpenForReading(string path, out int error, bool followLink = true)
    {
        var flags = NoControllingTerminal | NonBlocking | CloseOnExec | (followLink ? 0 : NoFollow);
        var descriptor = Open(path, flags);
        error = descriptor >= 0 ? 0 : Marshal.GetLastPInvokeError();
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
    }

    /// <summary>Opens an entry of an open folder for reading, never through a symbolic link; never waits.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The entry's name, a NUL behind it.</param>
    /// <param name="isFolder">Whether only a folder is opened.</param>
    /// <param name="error">0, or why there is no handle.</param>
    public static SafeFileHandle? OpenForReading(
        SafeFileHandle folder, ReadOnlySpan<byte> name, bool isFolder, out int error)
    {
        var flags = NoControllingTerminal | NonBlocking | CloseOnExec | NoFollow | (isFolder ? FolderOnly : 0);
        // SAFETY: the name is pinned during the call and ends with the NUL that the kernel stops at.
        fixed (byte* start = name)
        {
            var descriptor = OpenAt(folder, start, flags);
            error = descriptor >= 0 ? 0 : Marshal.GetLastPInvokeError();
            return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : null;
        }
    }

    /// <summary>Removes an entry that is no folder from an open folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The entry's name, a NUL behind it.</param>
    /// <returns>0, or the error number.</returns>
    public static int Remove(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        // SAFETY: as above.
        fixed (byte* start = name)
            return UnlinkAt(folder, start, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>Fills the buffer with entries of an open folder.</summary>
    /// <returns>Bytes filled, 0 at the end, or -1 and the error number.</returns>
    public static int ReadFolder(SafeFileHandle folder, Span<byte> buffer, out int error)
    {
        // SAFETY: the span is pinned during the call, and its own length is what the kernel is told.
        fixed (byte* start = buffer)
        {
            var count = (int)GetEntries(folder, start, (nuint)buffer.Length);
            error = count >= 0 ? 0 : Marshal.GetLastPInvokeError();
            return count;
        }
    }

    private static FileStatus Convert(in StatxBuffer buffer)
    {
        var kind = (buffer.Mode & 0xf000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0x1000 => FileKind.Fifo,
            0xc000 => FileKind.Socket,
            0x2000 or 0x6000 => FileKind.Device,
            _ => FileKind.Other,
        };
        var identity = new FileIdentity(((ulong)buffer.DeviceMajor << 32) | buffer.DeviceMinor, buffer.Inode);
        return new FileStatus(identity, kind, (long)buffer.SizeBytes, buffer.Links, buffer.Stamp())
        {
            ModifiedSeconds = buffer.ModifiedSeconds,
            ModifiedNanoseconds = buffer.ModifiedNanoseconds,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle handle, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(SafeFileHandle folder, byte* name, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(SafeFileHandle folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true)]
    private static partial int UnlinkAt(SafeFileHandle folder, byte* name, int flags);

    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    private static partial nint GetEntries(SafeFileHandle folder, byte* buffer, nuint bytes);
}
