namespace Dachshund.Actors.FileTail;

/// <summary>How far one file is: the catalog writes its size, the tailer what is stored, anyone reads.</summary>
internal sealed class FileGauge(string path, long sizeBytes)
{
    private volatile string _path = path;
    private long _sizeBytes = sizeBytes;
    private long _storedBytes;

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

    public long StoredBytes
    {
        get => Volatile.Read(ref _storedBytes);
        set => Volatile.Write(ref _storedBytes, value);
    }

    public TailedFileStatus Read() => new(Path, SizeBytes, StoredBytes);
}
