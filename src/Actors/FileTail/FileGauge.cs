using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// What the catalog and the tailer of one file show each other. It outlives a crash of the tailer: what the catalog wants of it
/// is here and not in a message, which the crashed one may have taken along. Thread-safe: each value has one writer.
/// </summary>
internal sealed class FileGauge(string path, long sizeBytes)
{
    private volatile string _path = path;
    private volatile bool _listed = true;
    private volatile bool _held;
    private volatile int _ticket;
    private volatile string? _problem;
    private volatile int _stage;
    private long _sizeBytes = sizeBytes;
    private long _settled = -1;
    private long _steps;
    private FileCheckpoint? _checkpoint;

    /// <summary>A name of the file. Written by the catalog, and by a tailer that found it under another one.</summary>
    public string Path
    {
        get => _path;
        set => _path = value;
    }

    /// <summary>Its size at the last scan, in bytes. Written by the catalog.</summary>
    public long SizeBytes
    {
        get => Volatile.Read(ref _sizeBytes);
        set => Volatile.Write(ref _sizeBytes, value);
    }

    /// <summary>Whether a configured path leads to it; one that none leads to ends after a quiet time. Written by the
    /// catalog.</summary>
    public bool Listed
    {
        get => _listed;
        set => _listed = value;
    }

    /// <summary>Whether it waits until the file is read that had its path before. Written by the catalog.</summary>
    public bool Held
    {
        get => _held;
        set => _held = value;
    }

    /// <summary>The number of the last question whether it is read to its end; the tailer answers each once. Written by the
    /// catalog.</summary>
    public int Ticket
    {
        get => _ticket;
        set => _ticket = value;
    }

    /// <summary>The last checkpoint that the journal acknowledged; null before the first one. Written by the tailer.</summary>
    public FileCheckpoint? Checkpoint
    {
        get => Volatile.Read(ref _checkpoint);
        set => Volatile.Write(ref _checkpoint, value);
    }

    /// <summary>Why the open file can't be read; null while it can. Written by the tailer.</summary>
    public string? Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>What the tailer is about to do. Written by the tailer.</summary>
    public TailStage Stage
    {
        get => (TailStage)_stage;
        set => _stage = (int)value;
    }

    /// <summary>The stamp of the look at which everything in the file was in the journal. Written by the tailer.</summary>
    public ulong SettledStamp => (ulong)Volatile.Read(ref _settled);

    /// <summary>Counts whatever moves the file on: what changes it is progress. Written by the tailer.</summary>
    public long Steps => Volatile.Read(ref _steps);

    /// <summary>How much of it is not in the journal yet, in bytes.</summary>
    public long LagBytes => Math.Max(0, SizeBytes - (Checkpoint?.Offset ?? 0));

    /// <summary>The tailer went one step on.</summary>
    public void Step() => Volatile.Write(ref _steps, _steps + 1);

    /// <summary>At a look with this stamp everything in the file was in the journal.</summary>
    public void Settle(ulong stamp)
    {
        if (SettledStamp == stamp)
            return;
        Volatile.Write(ref _settled, (long)stamp);
        Step();
    }

    public TailedFileStatus Read() => new(Path, SizeBytes, Checkpoint?.Offset ?? 0);
}
