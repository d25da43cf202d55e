using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Lines;

/// <summary>
/// What is known of the content of a generation, to tell whether it is still there: the head, which survives a restart
/// in
/// the checkpoint, and the bytes before the offset, which catch what begins with the same banner.
/// </summary>
internal sealed class ContentProof
{
    private readonly OpenFile file;
    private readonly int headBytesMax;
    private OffsetGuard guard = OffsetGuard.None;
    private ulong stamp; // of two looks that found all in order
    private ulong stampOnce; // of one

    public ContentProof(OpenFile file, int headBytesMax)
    {
        this.file = file;
        this.headBytesMax = headBytesMax;
    }

    public FileHead Head { get; private set; } = FileHead.Empty;

    /// <summary>The content is another one. Stays until the next generation begins.</summary>
    public bool IsRewritten { get; private set; }

    /// <summary>Bytes before the offset that a read begins with.</summary>
    public int GuardBytes => guard.Length;

    /// <summary>A new generation, or the one that a checkpoint tells of.</summary>
    public void Begin(FileHead head)
    {
        Head = head;
        IsRewritten = false;
        Move(OffsetGuard.None);
    }

    public void Move(OffsetGuard before)
    {
        guard = before;
        (stamp, stampOnce) = (0, 0);
    }

    /// <summary>The guard of an offset, from the file.</summary>
    public OffsetGuard ReadGuard(long offset)
    {
        Span<byte> bytes = stackalloc byte[OffsetGuard.BytesMax];
        bytes = bytes[..(int)Math.Min(offset, OffsetGuard.BytesMax)];
        var count = file.Read(bytes, offset - bytes.Length);
        return count == bytes.Length ? OffsetGuard.Before(bytes) : OffsetGuard.None;
    }

    /// <summary>Compares what was read before the offset.</summary>
    public bool Confirm(ReadOnlySpan<byte> beforeOffset)
    {
        IsRewritten |= !guard.Matches(beforeOffset);
        return !IsRewritten;
    }

    /// <summary>A file that has become shorter than what was read of it is another one.</summary>
    public bool ConfirmSize(long sizeBytes, long offset)
    {
        IsRewritten |= sizeBytes < offset || sizeBytes < Head.Length;
        return !IsRewritten;
    }

    /// <summary>Compares everything, unless the file has not changed since. False when the file system
    /// failed.</summary>
    public bool TryCheck(FileStatus status, long offset)
    {
        if (IsRewritten || !ConfirmSize(status.SizeBytes, offset) || status.Stamp == stamp)
            return true;
        if (!TryCheckHead())
            return false;
        if (IsRewritten)
            return true;

        Span<byte> bytes = stackalloc byte[OffsetGuard.BytesMax];
        bytes = bytes[..guard.Length];
        var count = file.Read(bytes, offset - guard.Length);
        if (count >= 0 && Confirm(bytes[..count]))
        {
            // The file system's clock ticks in milliseconds: a file written anew in the tick of the first look keeps its stamp.
            stamp = stampOnce == status.Stamp ? status.Stamp : 0;
            stampOnce = status.Stamp;
        }

        return count >= 0;
    }

    /// <summary>Lengthens the head of a file that has grown.</summary>
    /// <returns>False when the content is another one, or the file system failed.</returns>
    public bool Grow(long sizeBytes) =>
        Head.Length >= headBytesMax || sizeBytes <= Head.Length || (TryCheckHead() && !IsRewritten);

    private bool TryCheckHead()
    {
        Span<byte> bytes = stackalloc byte[TailOptions.ChunkBytesMin];
        bytes = bytes[..Math.Clamp(Head.Length, headBytesMax, bytes.Length)];
        var count = file.Read(bytes, 0);
        if (count < 0)
            return false;
        IsRewritten |= !Head.Matches(bytes[..count]);
        if (!IsRewritten && Head.Length < headBytesMax)
            Head = FileHead.Of(bytes[..count]);
        return true;
    }
}
