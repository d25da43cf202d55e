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
    /// <summary>Shorter runs of NUL bytes are content; UTF-16 has some of its own.</summary>
    private const int NulRunBytesMin = 512;

    private readonly OpenFile file;
    private readonly TailOptions options;
    private readonly ContentProof proof;
    private readonly LineSearch search;

    private TailedFile(OpenFile file, string path, FileIdentity identity, TailOptions options)
    {
        this.file = file;
        this.options = options;
        proof = new ContentProof(file, options.HeadBytesMax);
        search = new LineSearch(options);
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

    /// <summary>Whether a look or a read found another content: the generation is over, whatever the file holds
    /// now.</summary>
    public bool IsRewritten => proof.IsRewritten;

    /// <summary>Up to where bytes were looked at, in bytes: at least <see cref="Offset"/>, more where a half line is kept
    /// back.</summary>
    public long SeenTo => Math.Max(Offset, search.ScannedTo);

    /// <summary>The hash of the file's first bytes as far as they are known.</summary>
    public FileHead Head => proof.Head;

    /// <summary>Whether the last <see cref="TryReadChunk"/> stopped because it had passed over
    /// <see cref="TailOptions.ScanBytesMax"/> of one line; another call goes on there at once.</summary>
    public bool HasMore => search.HasMore;

    /// <summary>
    /// Opens a file that a scan found. Never waits and never throws for what the file system says; opens regular files
    /// only.
    /// </summary>
    /// <param name="path">A name of the file; symbolic links are followed.</param>
    /// <param name="expected">What the scan found under that name.</param>
    /// <param name="resume">The stored position of this inode, or null to begin generation 0 at offset 0. Where the
    /// file's head is another one, or the file is shorter than the offset, the next generation begins at offset
    /// 0.</param>
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
        if (problem is null && !opened.TryBegin(resume, status))
            problem = $"{path} {opened.Problem}";
        if (problem is null)
            return opened;

        opened.Dispose();
        return null;
    }

    /// <summary>The position to store.</summary>
    /// <param name="offset">A chunk's end that is dealt with, or where reading starts.</param>
    public FileCheckpoint Checkpoint(long offset) =>
        new(RecordedAs, Generation, offset, proof.Head, Path, Done: false);

    /// <summary>Looks at the file: two calls of the file system while it is quiet, two more when it has
    /// changed.</summary>
    public FileObservation Observe()
    {
        if (!file.TryStatus(out var status) || !proof.TryCheck(status, Offset))
            return new FileObservation(FileState.Failed, 0, 0, Renamed: false, Deleted: false);

        var deleted = status.Links == 0;
        var state = proof.IsRewritten ? FileState.Truncated
            : deleted ? FileState.Deleted
            : status.SizeBytes > Math.Max(Offset, search.ScannedTo) ? FileState.Grown : FileState.Quiet;
        var unread = proof.IsRewritten ? 0 : status.SizeBytes - Offset;
        return new FileObservation(state, status.SizeBytes, unread, deleted || IsRenamed(), deleted) { Stamp = status.Stamp };
    }

    /// <summary>Reads on from <see cref="Offset"/>: as many whole lines as fit in <see cref="TailOptions.ChunkBytes"/>,
    /// or one long line.</summary>
    /// <param name="final">The file is finished: what follows the last newline is handed out as well.</param>
    /// <param name="chunk">What was read; the caller disposes it.</param>
    /// <returns>False when there is nothing whole to hand out now: a half line, the end, a rewritten file (the next
    /// <see cref="Observe"/> says so), a failure (<see cref="Problem"/>), or <see cref="HasMore"/>.</returns>
    // Hot path: one fstat and one pread a chunk, one search for the last newline; the chunk object is all that is
    // allocated.
    public bool TryReadChunk(bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        if (proof.IsRewritten || !file.TryStatus(out var status))
            return false;

        var size = status.SizeBytes;
        if (!proof.ConfirmSize(size, Offset) || !proof.Grow(size))
            return false;
        size = Math.Min(size, StopAt);
        if (search.ScannedTo < Offset || search.ScannedTo > size)
            search.Reset(Offset);
        if (size <= Offset || (size == search.ScannedTo && !final))
            return false;
        return search.ScannedTo == Offset
            ? ReadLines(size, final, out chunk)
            : ReadLongLine(size, final, out chunk);
    }

    /// <summary>Goes on from another offset; chunks of before stay valid.</summary>
    /// <param name="offset">The start of a line, in bytes; a chunk's end, 0, or what <see cref="FindLineStart"/>
    /// gave.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative.</exception>
    public void Seek(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        MoveTo(offset, proof.ReadGuard(offset));
    }

    /// <summary>The start of the line that holds the byte before <paramref name="offset"/>, or the offset itself when a
    /// line starts there. Looks back <see cref="TailOptions.LineBytesMax"/> at most; a longer line is taken to start at
    /// the offset.</summary>
    /// <param name="offset">An offset of at most the file's size, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative.</exception>
    public long FindLineStart(long offset)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(options.ChunkBytes, offset));
        try
        {
            var from = offset;
            var lowest = Math.Max(0, offset - options.LineBytesMax);
            while (from > lowest)
            {
                var block = buffer.AsSpan(0, (int)Math.Min(options.ChunkBytes, from - lowest));
                from -= block.Length;
                if (file.Read(block, from) != block.Length)
                    return offset;
                var last = block.LastIndexOf(LineCutter.Newline);
                if (last >= 0)
                    return from + last + 1;
            }

            return from == 0 ? 0 : offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>After <see cref="FileState.Truncated"/>: the next generation, from offset 0 of what is there
    /// now.</summary>
    public void BeginNextGeneration()
    {
        Generation++;
        proof.Begin(FileHead.Empty);
        MoveTo(0, OffsetGuard.None);
        proof.Grow(long.MaxValue);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>False when the file system failed.</summary>
    private bool TryBegin(FileCheckpoint? resume, FileStatus status)
    {
        if (resume is null)
            return proof.Grow(long.MaxValue);

        RecordedAs = resume.Identity;
        Generation = resume.Generation;
        proof.Begin(resume.Head);
        if (!proof.TryCheck(status, 0))
            return false;
        // An offset without a head: the file began with a hole, and must still.
        var isFilledIn = resume is { Head.Length: 0, Offset: > 0 } && proof.Head.Length > 0;
        if (proof.IsRewritten || isFilledIn || resume.Offset < 0 || !proof.ConfirmSize(status.SizeBytes, resume.Offset))
            BeginNextGeneration();
        else
            Seek(resume.Offset);
        return Problem is null;
    }

    private void MoveTo(long offset, OffsetGuard before)
    {
        Offset = offset;
        search.Reset(offset);
        proof.Move(before);
    }

    private bool IsRenamed()
    {
        var error = Libc.Status(Path, out var status);
        return error == 0 ? status.Identity != Identity : error is Errno.NotFound or Errno.NotAFolder;
    }

    private bool ReadLines(long size, bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        var wanted = (int)Math.Min(options.ChunkBytes - proof.GuardBytes, size - Offset);
        var buffer = ReadFromOffset(wanted, out var content);
        if (buffer is null)
            return false;

        var nuls = content.Length > 0 && content.Span[0] == 0;
        var whole = nuls ? 0 : LineCutter.WholeLines(content.Span, options.LineBytesMax);
        if (whole > 0)
        {
            chunk = HandOut(buffer, Offset + whole, content[..whole]);
            return true;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return nuls ? ReadNuls(size, final, out chunk) : ReadLongLine(size, final, out chunk);
    }

    /// <summary>A run of NUL bytes where a line would start is no text: an empty chunk stands for it. While it reaches
    /// to the end of the file it may yet be filled in.</summary>
    private bool ReadNuls(long size, bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        var text = search.FindText(file, size);
        if (text < 0 || (text >= size && !final))
            return false;
        if (text - Offset < NulRunBytesMin)
            return ReadLongLine(size, final, out chunk);
        chunk = HandOut([], text, default);
        return true;
    }

    /// <summary>A line that did not fit: finds its newline without keeping anything, then reads its first
    /// bytes.</summary>
    private bool ReadLongLine(long size, bool final, [NotNullWhen(true)] out TailChunk? chunk)
    {
        chunk = null;
        var found = search.FindLineEnd(file, size);
        if (found < 0 && !(final && search.HasReached(size)))
            return false;

        var end = found < 0 ? size : found;
        var isLong = (found < 0 ? end : end - 1) - Offset > options.LineBytesMax;
        var kept = isLong ? options.LineBytesMax : (int)(end - Offset);
        var buffer = ReadFromOffset(kept, out var content);
        if (buffer is null)
            return false;
        if (content.Length == kept)
        {
            chunk = HandOut(buffer, end, content);
            return true;
        }

        // The file became shorter meanwhile: the next look says so.
        ArrayPool<byte>.Shared.Return(buffer);
        return false;
    }

    /// <summary>Reads from the offset into a borrowed buffer, behind the bytes that the guard is made of.</summary>
    /// <returns>The buffer, or null when the file was rewritten or failed; the caller gives it back.</returns>
    private byte[]? ReadFromOffset(int wanted, out ReadOnlyMemory<byte> content)
    {
        var before = proof.GuardBytes;
        var buffer = ArrayPool<byte>.Shared.Rent(before + wanted);
        var count = file.Read(buffer.AsSpan(0, before + wanted), Offset - before);
        if (count >= 0 && proof.Confirm(buffer.AsSpan(0, Math.Min(before, count))))
        {
            content = buffer.AsMemory(before, count - before);
            return buffer;
        }

        content = default;
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }

    private TailChunk HandOut(byte[] buffer, long end, ReadOnlyMemory<byte> content)
    {
        var start = Offset;
        MoveTo(end, end - start == content.Length
            ? OffsetGuard.Before(buffer.AsSpan(0, proof.GuardBytes + content.Length))
            : proof.ReadGuard(end));
        return new TailChunk(buffer, start, end, content);
    }
}
