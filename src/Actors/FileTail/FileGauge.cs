using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>How far one file is: the catalog writes its size, the tailer what is stored, anyone reads.</summary>
internal sealed class FileGauge(string path, long sizeBytes)
{
    private volatile string _path = path;
    private long _sizeBytes = sizeBytes;
    private FileCheckpoint? _checkpoint;

    public string Path
    {
        get => _path;
        set => _path = value;
    }

    public long SizeBytes
    {
        get => Volatile.Read(ref _sizeBytes);
        set => Volatile.Write(ref _sizeBytes, value);
    }

    /// <summary>The last checkpoint that the journal acknowledged; null before the first one.</summary>
    public FileCheckpoint? Checkpoint
    {
        get => Volatile.Read(ref _checkpoint);
        set => Volatile.Write(ref _checkpoint, value);
    }

    /// <summary>How much of it is not in the journal yet, in bytes.</summary>
    public long LagBytes => Math.Max(0, SizeBytes - (Checkpoint?.Offset ?? 0));

    public TailedFileStatus Read() => new(Path, SizeBytes, Checkpoint?.Offset ?? 0);
}
