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
        var parts = message.LostBecause is { } reason
            ? [Lost(message, reason)]
            : Match(message);
        message.Chunk.Dispose();

        // A chunk without a hit is one part: its credit doesn't wait for the journal.
        var isHit = parts.Any(part => !part.Entries.IsEmpty);
        if (!isHit)
            message.Tailer.Tell(new ChunkMatched(message.Turn), Self);
        for (var i = 0; i < parts.Count; i++)
        {
            var progress = parts[i] with { Credits = isHit && i == parts.Count - 1 ? 1 : 0 };
            await _writer.TellAsync(progress, Self, Context.Stopping);
        }
    }

    private FileProgress Lost(MatchChunk message, string reason)
    {
        var chunk = message.Chunk;
        var lost = new LostBytes(message.Checkpoint, chunk.Start, chunk.End, reason) { Again = message.Again };
        return new FileProgress(message.Turn, chunk.Start, message.Checkpoint, _encoder.EncodeLost(lost), Credits: 0);
    }

    private List<FileProgress> Match(MatchChunk message)
    {
        if (!_matchers.TryGetValue(message.Rules, out var matcher))
            _matchers.Add(message.Rules, matcher = new ChunkMatcher(message.Rules));
        var parts = new List<FileProgress>(1);
        Match(message, matcher, 0, message.Chunk.Content.Length, parts);
        return parts;
    }

    /// <summary>
    /// Matches the lines of a chunk between two places. What is found must be one append; where it would be more, the lines are
    /// halved: matching is a pure function of them, so each is counted once wherever they are cut.
    /// </summary>
    private void Match(MatchChunk message, ChunkMatcher matcher, int from, int to, List<FileProgress> parts)
    {
        var content = message.Chunk.Content.Span[from..to];
        var result = matcher.Match(content, message.Chunk.Start + from);
        var entries = ImmutableArray<ReadOnlyMemory<byte>>.Empty;
        if (result.MatchedLines > 0 && !_encoder.TryEncode(message, result, out entries))
        {
            if (Middle(content) is > 0 and var middle)
            {
                Match(message, matcher, from, from + middle, parts);
                Match(message, matcher, from + middle, to, parts);
                return;
            }

            entries = _encoder.EncodeWhatFits(message, result);
        }

        var isLast = to == message.Chunk.Content.Length;
        var checkpoint = isLast ? message.Checkpoint : message.Checkpoint with { Offset = message.Chunk.Start + to };
        parts.Add(new FileProgress(message.Turn, message.Chunk.Start + from, checkpoint, entries, Credits: 0));
    }

    /// <summary>Where the line begins that is nearest to the middle, but for the first; 0 when there is one line only.</summary>
    private static int Middle(ReadOnlySpan<byte> content)
    {
        var half = content.Length / 2;
        var behind = half + content[half..].IndexOf((byte)'\n') + 1;
        return behind > half && behind < content.Length ? behind : content[..half].LastIndexOf((byte)'\n') + 1;
    }
}
