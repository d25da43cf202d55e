using System.Collections.Immutable;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>
/// What the writer knows of one file generation: what Redis has acknowledged, and the progress that waits to be stored, oldest
/// first. Owned by the writer's turn.
/// </summary>
internal sealed class FileLine(string field, IActorRef tailer)
{
    private readonly Queue<FileProgress> _waiting = new();
    private FileCheckpoint? _stored;

    public string Field { get; } = field;

    public IActorRef Tailer { get; set; } = tailer;

    public long Turn { get; set; }

    /// <summary>The last acknowledged checkpoint; null while the field isn't in Redis.</summary>
    public FileCheckpoint? Stored
    {
        get => _stored;
        set => (_stored, Anew) = (value, null);
    }

    /// <summary>The place on its way into a data set that doesn't know it; null when there is no such.</summary>
    public FileCheckpoint? Anew { get; private set; }

    /// <summary>What stands in Redis where a position should; null when a position does.</summary>
    public string? Malformed { get; set; }

    /// <summary>Where the next progress must start.</summary>
    public long Target { get; private set; }

    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>The checkpoint of what waits longest; null when nothing waits.</summary>
    public FileCheckpoint? Waiting => _waiting.TryPeek(out var next) ? next.Checkpoint : null;

    /// <summary>Whether what waits can't wait for the tick: it brings entries, a start position, or an end.</summary>
    public bool IsUrgent { get; private set; }

    /// <summary>Begins a turn at a position: what waited is dropped, it will be read again.</summary>
    public void BeginTurn(long turn, long? position)
    {
        Turn = turn;
        Target = position ?? 0;
        _waiting.Clear();
        IsUrgent = false;
    }

    /// <summary>Begins a turn at a place that another data set had acknowledged, and stores it in this one first.</summary>
    public void MakeAnew(long turn, FileCheckpoint place)
    {
        Stored = null;
        Anew = place with { Done = false };
        BeginTurn(turn, place.Offset);
        // A quiet file has no progress of its own: its place is stored by one that goes nowhere.
        TryEnqueue(new FileProgress(turn, place.Offset, Anew, [], Credits: 0));
    }

    /// <summary>Takes the next progress of the turn; false when it doesn't start where the last one ended.</summary>
    public bool TryEnqueue(FileProgress progress)
    {
        var first = Stored is null && _waiting.Count == 0;
        if (!first && progress.Start != Target)
            return false;
        _waiting.Enqueue(progress);
        Target = progress.Checkpoint.Offset;
        IsUrgent |= first || progress.Entries.Length > 0 || progress.Checkpoint.Done;
        return true;
    }

    /// <summary>Takes as much of what waits as the room allows, as one step; null when nothing waits or nothing fits.</summary>
    /// <param name="room">The room, less what is taken.</param>
    /// <param name="overheadBytes">What the file takes of it besides the entries.</param>
    public FileStep? TakeStep(ref AppendRoom room, int overheadBytes)
    {
        FileProgress? last = null;
        var entries = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        var credits = 0;
        while (_waiting.TryPeek(out var next) && room.TryTake(next.Entries, last is null ? overheadBytes : 0))
        {
            last = _waiting.Dequeue();
            entries.AddRange(last.Entries);
            credits += last.Credits;
        }

        if (_waiting.Count == 0)
            IsUrgent = false;
        return last is null ? null : new FileStep(this, Turn, Stored, last.Checkpoint, entries.ToImmutable(), credits);
    }
}
