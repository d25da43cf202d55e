using Dachshund.Kernel;
using Dachshund.Matching;
using Dachshund.Tailing;

namespace Dachshund.Actors.Matcher;

/// <summary>One chunk on its way from the file to the journal. The matcher gives the chunk's buffer back.</summary>
/// <param name="Tailer">Whose chunk it is, and who gets the credit back.</param>
/// <param name="Turn">The tailer's turn; after a rewind, chunks of older turns are dropped.</param>
/// <param name="Checkpoint">The file's checkpoint at the chunk's end.</param>
/// <param name="Rules">What to look for.</param>
/// <param name="Chunk">The bytes: whole lines.</param>
internal sealed record MatchChunk(
    IActorRef Tailer, long Turn, FileCheckpoint Checkpoint, RuleSet Rules, TailChunk Chunk)
{
    /// <summary>Whether the chunk lies below a position that Redis had acknowledged before it went back.</summary>
    public bool Again { get; init; }

    /// <summary>Why the chunk is not matched but recorded as lost; null for an ordinary chunk.</summary>
    public string? LostBecause { get; init; }
}

/// <summary>To the tailer: a chunk without a hit is matched; its credit is back.</summary>
internal sealed record ChunkMatched(long Turn);

/// <summary>To the tailer: the matcher failed on this chunk.</summary>
internal sealed record ChunkFailed(long Turn, long Start, long End, string Reason);
