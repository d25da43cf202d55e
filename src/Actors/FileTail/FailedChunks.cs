namespace Dachshund.Actors.FileTail;

/// <summary>Counts failures at one place of a file, so that bytes on which the matcher always fails don't stop the file.</summary>
internal sealed class FailedChunks
{
    private const int TriesMax = 3;
    private long _start = -1;
    private long _end = -1;
    private int _count;
    private string _reason = "";

    /// <summary>The matcher failed on these bytes.</summary>
    public void Note(long start, long end, string reason)
    {
        // Read again, the chunk may have other borders: what overlaps is the same place.
        _count = Overlaps(start, end) ? _count + 1 : 1;
        (_start, _end, _reason) = (start, end, reason);
    }

    /// <summary>Why this chunk isn't matched any more; null when it is to be matched.</summary>
    public string? GivenUp(long start, long end) => _count >= TriesMax && Overlaps(start, end) ? _reason : null;

    private bool Overlaps(long start, long end) => start < _end && _start < end;
}
