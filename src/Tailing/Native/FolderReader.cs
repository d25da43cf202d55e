using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Native;

/// <summary>
/// Lists a folder by <c>getdents64</c>: name, kind and inode of each entry without a call per entry, which .NET's own
/// enumeration makes for what it calls attributes. Allocates nothing per entry.
/// </summary>
internal ref struct FolderReader
{
    // The kernel's struct linux_dirent64: u64 inode, s64 next, u16 length of the record, u8 type, name with a NUL.
    private const int LengthAt = 16;
    private const int TypeAt = 18;
    private const int NameAt = 19;
    private const int BufferBytes = 32 * 1024;
    private const int NameCharsMax = 1024;

    private readonly SafeFileHandle? handle;
    private readonly byte[] entries;
    private readonly char[] name;
    private int at;
    private int filled;
    private int nameLength;
    private int nameStart;

    public FolderReader(string folder)
        : this(Libc.OpenForReading(folder, out var error), error)
    {
    }

    /// <summary>Lists an open folder, and closes it at the end.</summary>
    public FolderReader(SafeFileHandle? folder, int error)
    {
        handle = folder;
        Error = error;
        entries = ArrayPool<byte>.Shared.Rent(BufferBytes);
        name = ArrayPool<char>.Shared.Rent(NameCharsMax);
    }

    /// <summary>0, or why the folder could not be opened or read on.</summary>
    public int Error { get; private set; }

    public readonly ReadOnlySpan<char> Name => name.AsSpan(0, nameLength);

    public EntryType Type { get; private set; }

    public ulong Inode { get; private set; }

    public bool MoveNext()
    {
        while (handle is not null && Error == 0)
        {
            if (at >= filled)
            {
                filled = Libc.ReadFolder(handle, entries, out var error);
                (at, Error) = (0, error);
                if (filled <= 0)
                    return false;
            }

            var entry = entries.AsSpan(at, filled - at);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[LengthAt..]);
            nameStart = at + NameAt;
            at += length;
            if (Take(entry[..length]))
                return true;
        }

        return false;
    }

    /// <summary>The status of what the entry leads to.</summary>
    /// <param name="status">The status.</param>
    /// <param name="followLink">Whether a symbolic link is followed; else it is asked itself.</param>
    /// <returns>0, or the error number.</returns>
    public readonly int Status(out FileStatus status, bool followLink = true)
    {
        if (handle is not null)
            return Libc.Status(handle, entries.AsSpan(nameStart), out status, followLink);
        status = default;
        return Error;
    }

    /// <summary>Opens the entry as a folder, never through a symbolic link.</summary>
    public readonly SafeFileHandle? OpenFolder(out int error)
    {
        error = Error;
        return handle is null ? null : Libc.OpenForReading(handle, entries.AsSpan(nameStart), isFolder: true, out error);
    }

    public readonly void Dispose()
    {
        handle?.Dispose();
        ArrayPool<byte>.Shared.Return(entries);
        ArrayPool<char>.Shared.Return(name);
    }

    private bool Take(ReadOnlySpan<byte> entry)
    {
        var bytes = entry[NameAt..];
        bytes = bytes[..bytes.IndexOf((byte)0)];
        if (bytes.SequenceEqual("."u8) || bytes.SequenceEqual(".."u8))
            return false;

        Inode = BinaryPrimitives.ReadUInt64LittleEndian(entry);
        Type = (EntryType)entry[TypeAt];
        nameLength = Encoding.UTF8.GetChars(bytes, name);
        return true;
    }
}
