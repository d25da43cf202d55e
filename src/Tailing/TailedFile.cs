using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Dachshund.Tailing.Lines;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing;

/// <summary>
/// One generation of one file, held open and read in chunks of whole lines. Follows the file through renames and, as
/// long as it is open, through deletion. Not thread-safe: one owner.
/// </summary>
/// <remarks>
/// Nothing is kept between two chunks but positions and two hashes; a half line is read again when its end has come, so
/// a thousand quiet files cost no buffers and an endless line costs no memory. Every read begins a little before the
/// offset and compares what it finds there, so a file that is rewritten between a look and a read is not misread.
/// </remarks>
public sealed class TailedFile : IDisposable
{
    private readonly OpenFile file;
    private readonly TailOptions options;
    private FileHead head = FileHead.Empty;
    private OffsetGuard guard = OffsetGuard.None;
    private long scannedTo; // there is no newline from Offset to here
    private ulong stamp; // of the last look that found head and guard in order
    private bool rewritten;

    private TailedFile(OpenFile file, string path, FileIdentity identity, TailOptions options)
    {
        this.file = file;
        this.options = options;
        Path = path;
        Identity = identity;
        RecordedAs = identity;
    }

    /// <summary>The identity that the open handle has.</summary>
    public FileIdentity Identity { get; }

    /// <summary>The identity in the checkpoints: that of the checkpoint resumed from, whose device number may be of an
    /// earlier start of the machine; else <see cref="Identity"/>.</summary>
    public FileIdentity RecordedAs { get; private set; }

    /// <summary>Which of the contents of this identity this is; from 0.</summary>
    public int Generation { get; private set; }

    /// <summary>Where the next chunk starts, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>The name the file has now, for people and for <see cref="FileObservation.Renamed"/>; the owner sets it
    /// when a scan finds the identity under another name.</summary>
    public string Path { get; set; }

    /// <summary>No chunk goes past this offset: what lies behind it is as if it weren't there. Default: no bound. For
    /// reading again what was read before up to a chunk's end, and not a line more.</summary>
    public long StopAt { get; set; } = long.MaxValue;

    /// <summary>Why the last call got no answer from the file system; null when it got one.</summary>
    public string? Problem => file.Problem;

    /// <summary>The hash of the file's first bytes as far as they are known.</summary>
    public FileHead Head => head;

    /// <summary>Whether the last <see cref="TryReadChunk"/> stopped because it had passed over
    /// <see cref="TailOptions.ScanBytesMax"/> of one line, and another call goes on there at once.</summary>
    public bool HasMore { get; private set; }

    /// <summary>
    /// Opens a file that a scan found. Never waits and never throws for what the file system says; opens regular files
    /// only.
    /// </summary>
    /// <param name="path">A name of the file; symbolic links are followed.</param>
    /// <param name="expected">What the scan found under that name.</param>
    /// <param name="resume">The stored position of this inode, or null to begin generation 0 at offset 0. Where the
    /// file's head is another one, or the file is shorter than the offset, the next generation begins at offset 0.</param>
    /// <param name="options">How to read.</param>
    /// <param name="problem">Why the file cannot be opened; null when it could.</param>
    /// <exception cref="ArgumentException">The checkpoint is of another inode.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static TailedFile? TryOpen(
        string path, FileIdentity expected, FileCheckpoint? resume, TailOptions options, out string? problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (resume is not null && resume.Identity.Inode != expected.Inode)
            throw new ArgumentException("The checkpoint is of another inode.", nameof(resume));

        var file = OpenFile.TryOpen(path, out var status, out var refusal);
        problem = refusal is null ? null : $"{path} {refusal.Reason}";
        if (file is null)
            return null;
        if (status.Identity != expected)
            problem = $"{path} is another file than a moment ago";

        var opened = new TailedFile(file, path, expected, options);
        if (problem is null && !opened.Begin(resume, status))
            problem = $"{path} {opened.Problem}";
        if (problem is null)
            return opened;

        opened.Dispose();
        return null;
    }

    /// <summary>The position to store.</summary>
    /// <param name="offset">A chunk's end that is dealt with, or where reading starts.</param>
    public FileCheckpoint Checkpoint(long offset) =>
        new(RecordedAs, Generation, offset, head, Path, Done: false);

    /// <summary>Looks at the file: two calls of the file system while it is quiet, two more when it has changed.</summary>
    public FileObservation Observe()
    {
        if (!file.TryStatus(out var status))
            return new FileObservation(FileState.Failed, 0, 0, Renamed: false, Deleted: false);

        var failed = !CheckContent(status);
        var deleted = status.Links == 0;
        var state = failed ? FileState.Failed
            : rewritten ? FileState.Truncated
            : deleted ? FileState.Deleted
            : status.SizeBytes > Math.Max(Offset, scannedTo) ? FileState.Grown : FileState.Quiet;
        var unread = rewritten ? 0 : Math.Max(0, status.SizeBytes - Offset);
        return new FileObservation(state, status.SizeBytes, unread, deleted || IsRenamed(), deleted);
    }

    /// <summary>Reads on from <see cref="Offset"/>: as many whole lines as fit in <see cref="TailOptions.ChunkBytes"/>,
    /// or one long line.</summary>
    /// <param name="final">The file is finished: what follows the last newline is handed out as well.</param>
    /// <param name="chunk">What was read; the caller disposes it.</param>
    /// <returns>False when there is nothing whole to hand out now: a half line, the end, a rewritten file (the next
    /// <see cref="Observe"/> says so), a failure (<see cref="Problem"/>), or <see cref="HasMore"/>.</returns>
    // Hot path: one fstat and one pread a chunk, one search for the last newline; the chunk object is all that is allocated.
    public bool TryReadChunk(bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        HasMore = false;
        if (rewritten || !file.TryStatus(out var status))
            return false;

        var size = status.SizeBytes;
        if (size < Offset || size < head.Length)
        {
            rewritten = true;
            return false;
        }

        if (head.Length < options.HeadBytesMax && size > head.Length && !CheckHead())
            return false;
        size = Math.Min(size, StopAt);
        scannedTo = scannedTo > size ? Offset : Math.Max(scannedTo, Offset);
        if (size == Offset || (size == scannedTo && !final))
            return false;
        return scannedTo == Offset
            ? ReadLines(size, final, out chunk)
            : ReadLongLine(size, final, out chunk);
    }

    /// <summary>Goes on from another offset; chunks of before stay valid.</summary>
    /// <param name="offset">The start of a line, in bytes; a chunk's end, 0, or what <see cref="FindLineStart"/> gave.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative.</exception>
    public void Seek(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        MoveTo(offset, ReadGuard(offset));
    }

    /// <summary>The start of the line that holds the byte before <paramref name="offset"/>, or the offset itself when a line starts
    /// there. Looks back <see cref="TailOptions.LineBytesMax"/> at most; a longer line is taken to start at the offset.</summary>
    /// <param name="offset">An offset of at most the file's size, in bytes.</param>
    public long FindLineStart(long offset)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            var from = offset;
            var lowest = Math.Max(0, offset - options.LineBytesMax);
            while (from > lowest)
            {
                var count = (int)Math.Min(options.ChunkBytes, from - lowest);
                if (file.Read(buffer.AsSpan(0, count), from - count) != count)
                    return offset;
                var last = buffer.AsSpan(0, count).LastIndexOf(LineCutter.Newline);
                if (last >= 0)
                    return from - count + last + 1;
                from -= count;
            }

            return from == 0 ? 0 : offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>After <see cref="FileState.Truncated"/>: the next generation, from offset 0 of what is there now.</summary>
    public void BeginNextGeneration()
    {
        Generation++;
        rewritten = false;
        head = FileHead.Empty;
        MoveTo(0, OffsetGuard.None);
        CheckHead();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private bool Begin(FileCheckpoint? resume, FileStatus status)
    {
        if (resume is null)
            return CheckHead();

        RecordedAs = resume.Identity;
        Generation = resume.Generation;
        head = resume.Head;
        if (status.SizeBytes < resume.Offset || status.SizeBytes < head.Length)
            rewritten = true;
        else if (!CheckHead() && !rewritten)
            return false;

        if (rewritten)
            BeginNextGeneration();
        else
            Seek(resume.Offset);
        return Problem is null;
    }

    private void MoveTo(long offset, OffsetGuard newGuard)
    {
        Offset = offset;
        scannedTo = offset;
        guard = newGuard;
        stamp = 0;
    }

    private bool IsRenamed()
    {
        var error = Libc.Status(Path, out var status);
        return error == 0 ? status.Identity != Identity : error is Errno.NotFound or Errno.NotAFolder;
    }

    /// <summary>Finds out whether the file is still the one that was read. False: the file system failed.</summary>
    private bool CheckContent(FileStatus status)
    {
        if (rewritten || status.Stamp == stamp)
            return true;
        if (status.SizeBytes < Offset || status.SizeBytes < head.Length)
        {
            rewritten = true;
            return true;
        }

        if (CheckHead() && CheckGuard())
            stamp = status.Stamp;
        return Problem is null;
    }

    /// <summary>Compares the head and, where the file has grown, lengthens it. False: rewritten, or a failure.</summary>
    private bool CheckHead()
    {
        Span<byte> bytes = stackalloc byte[TailOptions.ChunkBytesMin];
        if (head.Length > bytes.Length)
            rewritten = true;
        bytes = bytes[..Math.Clamp(head.Length, options.HeadBytesMax, bytes.Length)];
        var count = file.Read(bytes, 0);
        if (count < 0)
            return false;
        if (!head.Matches(bytes[..count]))
            rewritten = true;
        if (!rewritten && head.Length < options.HeadBytesMax)
            head = FileHead.Of(bytes[..Math.Min(count, options.HeadBytesMax)]);
        return !rewritten;
    }

    private bool CheckGuard()
    {
        Span<byte> bytes = stackalloc byte[OffsetGuard.BytesMax];
        bytes = bytes[..guard.Length];
        var count = file.Read(bytes, Offset - guard.Length);
        if (count >= 0 && !guard.Matches(bytes[..count]))
            rewritten = true;
        return count >= 0 && !rewritten;
    }

    private OffsetGuard ReadGuard(long offset)
    {
        Span<byte> bytes = stackalloc byte[OffsetGuard.BytesMax];
        bytes = bytes[..(int)Math.Min(offset, OffsetGuard.BytesMax)];
        var count = file.Read(bytes, offset - bytes.Length);
        return count == bytes.Length ? OffsetGuard.Before(bytes) : OffsetGuard.None;
    }

    /// <summary>Reads the bytes from the offset into a borrowed buffer, behind those that the guard is made of.</summary>
    /// <returns>The buffer, or null when the file was rewritten or failed; the caller gives it back.</returns>
    private byte[]? ReadGuarded(int wanted, out int count)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(guard.Length + wanted);
        count = file.Read(buffer.AsSpan(0, guard.Length + wanted), Offset - guard.Length) - guard.Length;
        if (count >= 0 && guard.Matches(buffer.AsSpan(0, guard.Length)))
            return buffer;

        rewritten |= Problem is null;
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private bool ReadLines(long size, bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        var wanted = (int)Math.Min(options.ChunkBytes - guard.Length, size - Offset);
        var buffer = ReadGuarded(wanted, out var count);
        if (buffer is null)
            return false;

        var content = buffer.AsMemory(guard.Length, count);
        var whole = LineCutter.WholeLines(content.Span, options.LineBytesMax);
        if (whole > 0)
        {
            chunk = HandOut(buffer, Offset + whole, content[..whole]);
            return true;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return ReadLongLine(size, final, out chunk);
    }

    /// <summary>A line that did not fit: finds its newline without keeping anything, then reads its first bytes.</summary>
    private bool ReadLongLine(long size, bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        var end = FindLineEnd(size);
        if (end < 0 && !(final && scannedTo >= size))
            return false;

        var lineBytes = end < 0 ? size - Offset : end - 1 - Offset;
        if (end < 0)
            end = size;
        var kept = lineBytes > options.LineBytesMax ? options.LineBytesMax : (int)(end - Offset);
        var buffer = ReadGuarded(kept, out var count);
        if (buffer is null)
            return false;
        if (count == kept)
        {
            chunk = HandOut(buffer, end, buffer.AsMemory(guard.Length, kept));
            return true;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        rewritten = true;
        return false;
    }

    /// <summary>The offset behind the first newline from <c>scannedTo</c> on, or -1; moves <c>scannedTo</c> over what has none.</summary>
    private long FindLineEnd(long size)
    {
        var stop = Math.Min(size, scannedTo + options.ScanBytesMax);
        var buffer = ArrayPool<byte>.Shared.Rent(options.ChunkBytes);
        try
        {
            while (scannedTo < stop)
            {
                var wanted = (int)Math.Min(options.ChunkBytes, stop - scannedTo);
                var count = file.Read(buffer.AsSpan(0, wanted), scannedTo);
                if (count <= 0)
                    return -1;
                var newline = buffer.AsSpan(0, count).IndexOf(LineCutter.Newline);
                if (newline >= 0)
                    return scannedTo + newline + 1;
                scannedTo += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        HasMore = scannedTo < size;
        return -1;
    }

    private TailChunk HandOut(byte[] buffer, long end, ReadOnlyMemory<byte> content)
    {
        var start = Offset;
        MoveTo(end, end - start == content.Length
            ? OffsetGuard.Before(buffer.AsSpan(0, guard.Length + content.Length))
            : ReadGuard(end));
        return new TailChunk(buffer, start, end, content);
    }
}
