using Dachshund.Tailing.Native;
using Microsoft.Win32.SafeHandles;

namespace Dachshund.Tailing.Lines;

/// <summary>An open regular file whose calls answer instead of throwing: a disk or a network file system may fail at
/// any read.</summary>
internal sealed class OpenFile : IDisposable
{
    private readonly SafeFileHandle handle;

    private OpenFile(SafeFileHandle handle) => this.handle = handle;

    /// <summary>What the last call that failed said; null when the last call succeeded.</summary>
    public string? Problem { get; private set; }

    /// <summary>Opens a regular file, and nothing else: looks before opening (opening a device can have effects), opens
    /// without waiting (a FIFO may have taken the file's place since) and looks again at what was opened.</summary>
    /// <param name="path">The path.</param>
    /// <param name="status">What was opened.</param>
    /// <param name="problem">Why nothing was; null when something was.</param>
    /// <param name="followLink">Whether a symbolic link at the path's end is followed; else it is refused. Links among
    /// the
    /// folders above it always are followed.</param>
    public static OpenFile? TryOpen(
        string path, out FileStatus status, out CatalogProblem? problem, bool followLink = true)
    {
        var error = Libc.Status(path, out status, followLink);
        problem = error != 0 ? Errno.Describe(path, error)
            : status.Kind != FileKind.Regular ? Errno.NotRegular(path, status.Kind) : null;
        if (problem is not null)
            return null;

        var handle = Libc.OpenForReading(path, out error, followLink);
        return Accept(handle, error, path, out status, out problem);
    }

    /// <summary>Opens a regular file in an open folder, as above; a symbolic link is refused.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The file's name in it, a NUL behind it.</param>
    /// <param name="path">What to call it.</param>
    /// <param name="status">What was opened.</param>
    /// <param name="problem">Why nothing was; null when something was.</param>
    public static OpenFile? TryOpen(
        SafeFileHandle folder, ReadOnlySpan<byte> name, string path, out FileStatus status, out CatalogProblem? problem)
    {
        var error = Libc.Status(folder, name, out status, followLink: false);
        problem = error != 0 ? Errno.Describe(path, error)
            : status.Kind != FileKind.Regular ? Errno.NotRegular(path, status.Kind) : null;
        if (problem is not null)
            return null;
        var handle = Libc.OpenForReading(folder, name, isFolder: false, out error);
        return Accept(handle, error, path, out status, out problem);
    }

    private static OpenFile? Accept(
        SafeFileHandle? handle, int error, string path, out FileStatus status, out CatalogProblem? problem)
    {
        status = default;
        if (handle is null)
        {
            problem = Errno.Describe(path, error);
            return null;
        }

        error = Libc.Status(handle, out status);
        problem = error != 0 ? Errno.Describe(path, error)
            : status.Kind != FileKind.Regular ? Errno.NotRegular(path, status.Kind) : null;
        if (problem is null)
            return new OpenFile(handle);

        handle.Dispose();
        return null;
    }

    public bool TryStatus(out FileStatus status)
    {
        var error = Libc.Status(handle, out status);
        Problem = error == 0 ? null : Errno.Describe("the open file", error).Reason;
        return error == 0;
    }

    /// <summary>The file as a stream from its beginning; disposing it closes the file.</summary>
    public FileStream ToStream() => new(handle, FileAccess.Read, bufferSize: 0);

    /// <summary>Fills the buffer from the offset on, less only at the file's end.</summary>
    /// <returns>Bytes read; -1 on failure, which <see cref="Problem"/> then names.</returns>
    public int Read(Span<byte> buffer, long offset)
    {
        var total = 0;
        try
        {
            while (total < buffer.Length)
            {
                var count = RandomAccess.Read(handle, buffer[total..], offset + total);
                if (count == 0)
                    break;
                total += count;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Problem = "cannot be read: " + failure.Message;
            return -1;
        }

        Problem = null;
        return total;
    }

    public void Dispose() => handle.Dispose();
}
