using System.Collections.Immutable;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>A tailer asks where to go on; answered by <see cref="FileAttached"/>. Begins a new turn.</summary>
/// <param name="Field">The file generation's field among the host's checkpoints.</param>
/// <param name="Resume">What the host's checkpoints say of the field at the node's start; null when they don't have it.</param>
/// <param name="Tailer">Who asks.</param>
internal sealed record AttachFile(string Field, FileCheckpoint? Resume, IActorRef Tailer);

/// <summary>The answer to <see cref="AttachFile"/>.</summary>
/// <param name="Position">Where to go on, in bytes; null when nothing is stored and the start must be decided.</param>
internal sealed record FileAttached(string Field, long Turn, long? Position);

/// <summary>Bytes of a file that are done: read, matched, and these entries came of them.</summary>
/// <param name="Start">The first byte's position; must be where the last progress ended.</param>
/// <param name="Checkpoint">The checkpoint at the end.</param>
/// <param name="Entries">Journal entries, encoded; at most what one script call takes, or they become a record of lost
/// bytes.</param>
/// <param name="Credits">How many credits go back to the tailer when it is stored.</param>
internal sealed record FileProgress(
    long Turn, long Start, FileCheckpoint Checkpoint, ImmutableArray<ReadOnlyMemory<byte>> Entries, int Credits);

/// <summary>To the tailer: the journal holds everything below this position. One that has stopped needs it no more.</summary>
/// <param name="Credits">How many credits come back with it.</param>
/// <param name="Done">Whether the generation's end is stored with it.</param>
internal sealed record ProgressStored(long Turn, long Position, int Credits, bool Done) : IDeadLetterSuppression;

/// <summary>To the tailer: go on from here, in a new turn, with all credits.</summary>
/// <param name="Position">Where; null means the field is gone from Redis: decide and store the start again.</param>
internal sealed record RewindFile(string Field, long Turn, long? Position);

/// <summary>Redis is another than the one that acknowledged our positions (it went back, or was emptied): compare every file.</summary>
internal sealed record CompareStoredPositions
{
    public static readonly CompareStoredPositions Instance = new();
}

/// <summary>These fields are known from the hint in data-dir only: each is stored anew when its tailer attaches.</summary>
internal sealed record PlacesHinted(IReadOnlyCollection<string> Fields);

/// <summary>Every file that was there at the start is stored in this data set, and so are the marks of the inputs.</summary>
/// <param name="Inputs">The inputs whose first start is over.</param>
internal sealed record PositionsStored(string DataSet, ImmutableArray<string> Inputs);

/// <summary>The hint in data-dir was written, or not.</summary>
/// <param name="Problem">Why not; null when it was.</param>
internal sealed record PositionsKept(string? Problem);

/// <summary>Store what is pending, positions too; answered by <see cref="WriterDrained"/> when nothing is left.</summary>
internal sealed record DrainWriter
{
    public static readonly DrainWriter Instance = new();
}

/// <summary>Nothing is pending.</summary>
internal sealed record WriterDrained;

/// <summary>Published: Redis went back behind the end of a finished file; find it by its identity and read on from there.</summary>
/// <param name="Place">Where Redis has it now.</param>
/// <param name="End">Where it ended, in bytes.</param>
internal sealed record ReopenFile(FileCheckpoint Place, long End);

/// <summary>Published: the writer started anew and knows no file; whoever waits for an answer of the last one asks again.</summary>
internal sealed record WriterStarted
{
    public static readonly WriterStarted Instance = new();
}

/// <summary>Once a second: positions without hits are stored too.</summary>
internal sealed record Tick
{
    public static readonly Tick Instance = new();
}

/// <summary>The delay after a refused or unknown call is over.</summary>
internal sealed record Retry
{
    public static readonly Retry Instance = new();
}

/// <summary>An append ended, well or not.</summary>
internal sealed record AppendEnded(IReadOnlyList<FileStep> Steps, Call<AppendAnswer> Call);

/// <summary>An append could not be made, or Redis found a defect in it.</summary>
internal sealed record AppendFailed(IReadOnlyList<FileStep> Steps, Exception Failure);

/// <summary>The stored checkpoints of this host were read, or not.</summary>
internal sealed record CheckpointsRead(Call<ImmutableArray<StoredCheckpoint>> Call);
