using System.Collections.Immutable;
using Dachshund.Actors.FileTail;
using Dachshund.Alerting;
using Dachshund.Context.Redaction;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;
using Dachshund.Matching;

namespace Dachshund.Actors.Matcher;

/// <summary>
/// Turns what a matcher found in a chunk into journal entries, as many bytes at most as one append takes: where there is too
/// much, lines are left out before counts would be. Thread-safe.
/// </summary>
/// <param name="host">The node's name.</param>
/// <param name="labelsOf">The labels of an input: the node's and its own.</param>
/// <param name="time">Says when a chunk was matched.</param>
internal sealed class EntryEncoder(
    string host, Func<string, ImmutableSortedDictionary<string, string>> labelsOf, TimeProvider time)
{
    /// <summary>What is taken out of lines and templates before they leave the node; default nothing.</summary>
    public Redactor Redactor { get; init; } = Redactor.None;

    private const int BytesMax = AppendLimits.BytesMax * 3 / 4;
    private const int ShortTextMax = 200;
    private const int SamplesMax = 3;

    /// <summary>One entry for each problem in some lines of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="result">What was found in these lines.</param>
    /// <param name="encoded">The entries; they fit into one append when this returns true.</param>
    /// <returns>False when there are more entries, or more bytes of them, than one append takes.</returns>
    public bool TryEncode(MatchChunk chunk, ChunkResult result, out ImmutableArray<ReadOnlyMemory<byte>> encoded)
    {
        encoded = [];
        if (result.Groups.Length > AppendLimits.EntriesMax)
            return false;
        var entries = result.Groups.Select(group => ToEntry(chunk, group)).ToArray();
        encoded = Encode(entries);
        if (Bytes(encoded) > BytesMax)
            encoded = Encode(entries.Select(entry => entry with { Samples = [.. entry.Samples.Take(1).Select(Shorten)] }));
        if (Bytes(encoded) > BytesMax)
            encoded = Encode(entries.Select(Shortest));
        return Bytes(encoded) <= BytesMax;
    }

    /// <summary>
    /// Of a single line that more rules took than one append has entries, those of the highest severity; a record of lost bytes
    /// says how many are missing.
    /// </summary>
    public ImmutableArray<ReadOnlyMemory<byte>> EncodeWhatFits(MatchChunk chunk, ChunkResult result)
    {
        var fitting = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        var bytes = 0L;
        foreach (var group in result.Groups.OrderByDescending(group => group.Severity))
        {
            var entry = (ReadOnlyMemory<byte>)JournalEntryCodec.Encode(Shortest(ToEntry(chunk, group)));
            if (fitting.Count == AppendLimits.EntriesMax - 1 || bytes + entry.Length > BytesMax)
                continue;
            fitting.Add(entry);
            bytes += entry.Length;
        }

        var (start, end) = (result.Groups.Min(group => group.FirstOffset), result.Groups.Max(group => group.LastEnd));
        var reason = $"{result.Groups.Length - fitting.Count} of the {result.Groups.Length} rules that took this line are beyond what "
            + "one append holds";
        fitting.AddRange(EncodeLost(new LostBytes(chunk.Checkpoint, start, end, reason) { Again = chunk.Again }));
        return fitting.ToImmutable();
    }

    /// <summary>A record of bytes that could not be matched.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> EncodeLost(LostBytes lost)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return Encode([new JournalEntry
        {
            Kind = NoticeKinds.LostBytes,
            Host = host,
            Severity = Severities.Error,
            Template = $"{lost.File.Path}: bytes {lost.Start} to {lost.End} could not be matched: {lost.Reason}",
            Count = 1,
            FirstOffset = lost.Start,
            LastEnd = lost.End,
            FirstTime = now,
            LastTime = now,
            Field = lost.File.Field,
            Path = lost.File.Path,
            Again = lost.Again,
        }]);
    }

    /// <summary>What is to be told of an input's troubles.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> EncodeTrouble(TroubleStep step)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var begins = step.Problems.Count > 0;
        return Encode([new JournalEntry
        {
            Kind = NoticeKinds.Input,
            Host = host,
            Input = step.Input,
            Rule = step.Input,
            Severity = begins ? Severities.Warning : Severities.Info,
            Labels = labelsOf(step.Input),
            Count = Math.Max(1, step.Problems.Count),
            FirstTime = now,
            LastTime = now,
            Samples = [.. step.Problems.Take(SamplesMax).Select(problem => new EntrySample(0, 0, problem))],
            Again = step.Again,
            Data = ImmutableSortedDictionary<string, string>.Empty
                .Add(EntryCondition.Key, begins ? EntryCondition.Begins : EntryCondition.Ends),
        }]);
    }

    private JournalEntry ToEntry(MatchChunk chunk, MatchGroup group)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new JournalEntry
        {
            Kind = NoticeKinds.Match,
            Host = host,
            Input = group.Input,
            Rule = group.Rule,
            Severity = Name(group.Severity),
            Labels = labelsOf(group.Input),
            TemplateId = group.TemplateId,
            Template = Redactor.Redact(group.Template),
            Count = group.Count,
            FirstOffset = group.FirstOffset,
            LastEnd = group.LastEnd,
            FirstTime = now,
            LastTime = now,
            Samples = [.. group.Samples.Select(sample => new EntrySample(sample.Offset, sample.Length, Redactor.Redact(sample.Text)))],
            Field = chunk.Checkpoint.Field,
            Path = chunk.Checkpoint.Path,
            Again = chunk.Again,
        };
    }

    private static string Name(Severity severity) => severity switch
    {
        Severity.Critical => Severities.Critical,
        Severity.Error => Severities.Error,
        Severity.Warning => Severities.Warning,
        _ => Severities.Info,
    };

    private static ImmutableArray<ReadOnlyMemory<byte>> Encode(IEnumerable<JournalEntry> entries) =>
        [.. entries.Select(entry => (ReadOnlyMemory<byte>)JournalEntryCodec.Encode(entry))];

    private static long Bytes(ImmutableArray<ReadOnlyMemory<byte>> encoded) => encoded.Sum(entry => (long)entry.Length);

    private static JournalEntry Shortest(JournalEntry entry) =>
        entry with { Samples = [], Template = CutText.Of(entry.Template, ShortTextMax) };

    private static EntrySample Shorten(EntrySample sample) => sample with { Text = CutText.Of(sample.Text, ShortTextMax) };
}
