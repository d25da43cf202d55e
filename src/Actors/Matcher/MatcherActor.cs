using System.Collections.Immutable;
using Dachshund.Actors.JournalWriter;
using Dachshund.Kernel;
using Dachshund.Matching;

namespace Dachshund.Actors.Matcher;

/// <summary>
/// Matches chunks, one after the other, and hands what it found to the journal's writer. The pool is hashed by file, so each
/// file's chunks stay in order. A chunk without a hit gives its credit back at once: its bytes are not kept.
/// </summary>
internal sealed class MatcherActor : ReceiveActor
{
    private readonly IActorRef _writer;
    private readonly EntryEncoder _encoder;
    private readonly Dictionary<RuleSet, ChunkMatcher> _matchers = [];

    public MatcherActor(IActorRef writer, EntryEncoder encoder)
    {
        _writer = writer;
        _encoder = encoder;
        ReceiveAsync<MatchChunk>(MatchAsync);
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        if (message is MatchChunk chunk)
            chunk.Tailer.Tell(new ChunkFailed(chunk.Turn, chunk.Chunk.Start, chunk.Chunk.End, reason.Message), Self);
        base.PreRestart(reason, message);
    }

    private async ValueTask MatchAsync(MatchChunk message)
    {
        var start = message.Chunk.Start;
        var entries = message.LostBecause is { } reason
            ? _encoder.EncodeLost(message, reason)
            : Find(message);
        message.Chunk.Dispose();

        if (entries.IsEmpty)
            message.Tailer.Tell(new ChunkMatched(message.Turn), Self);
        await _writer.TellAsync(
            new FileProgress(message.Turn, start, message.Checkpoint, entries, entries.IsEmpty ? 0 : 1), Self, Context.Stopping);
    }

    private ImmutableArray<ReadOnlyMemory<byte>> Find(MatchChunk message)
    {
        if (!_matchers.TryGetValue(message.Rules, out var matcher))
            _matchers.Add(message.Rules, matcher = new ChunkMatcher(message.Rules));
        var result = matcher.Match(message.Chunk.Content.Span, message.Chunk.Start);
        return result.MatchedLines == 0 ? [] : _encoder.Encode(message, result);
    }
}
