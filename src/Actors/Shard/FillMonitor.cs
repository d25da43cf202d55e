using System.Globalization;
using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.Shard;

/// <summary>
/// Watches how much of one partition's journal the consumer groups have not read. What is said of a group is said once, and again
/// only after it went below half. Part of the shard's folded state; not thread-safe.
/// </summary>
internal sealed class FillMonitor(ServerContext server, int partition)
{
    private readonly Dictionary<string, FillLevel> _said = [];

    /// <summary>The key of the hash that holds what was said: group to level.</summary>
    public string Key { get; } = server.Journal.Keys.Shard(partition, StateKeys.Fill);

    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored)
    {
        _said.Clear();
        foreach (var (group, level) in stored)
        {
            if (JournalKeys.IsName(group) && Enum.TryParse<FillLevel>(Encoding.ASCII.GetString(level.Span), out var said))
                _said[group] = said;
        }
    }

    /// <summary>What changed; null when Redis doesn't answer.</summary>
    public async ValueTask<IReadOnlyList<FillStep>?> LookAsync(CancellationToken ct)
    {
        var read = await server.Journal.ReadLagAsync(partition, ct);
        return read.IsDone ? Judge(read.Value, _said, server.Journal.Options.JournalMaxEntries) : null;
    }

    /// <summary>What is to be said, and what is to be forgotten, by what was said before.</summary>
    public static IReadOnlyList<FillStep> Judge(PartitionLag lag, IReadOnlyDictionary<string, FillLevel> said, long entriesMax)
    {
        var steps = new List<FillStep>();
        foreach (var group in said.Keys.Where(group => lag.Cursors.All(cursor => cursor.Field != group)))
            steps.Add(new FillStep(group, null, 0));
        foreach (var cursor in lag.Cursors.Where(cursor => JournalKeys.IsName(cursor.Field)))
        {
            var before = said.TryGetValue(cursor.Field, out var level) ? level : (FillLevel?)null;
            var now = LevelOf(cursor, lag.Unread(cursor), entriesMax);
            // From full to half nothing is forgotten: around the cap it would be said again and again.
            if (now != before && !(now == FillLevel.Half && before == FillLevel.Full))
                steps.Add(new FillStep(cursor.Field, now, cursor.Expired ? lag.Lost(cursor) : lag.Unread(cursor)));
        }

        return steps;
    }

    /// <summary>The commit of one step: what is remembered, and the notice.</summary>
    public CommitRequest Fill(CommitRequest commit, FillStep step)
    {
        if (step.Level is not { } level)
            return commit with { StateWrites = [StateWrite.Delete(Key, step.Group)] };
        return commit with
        {
            StateWrites = [StateWrite.Set(Key, step.Group, level.ToString())],
            Appends = [new StreamAppend(server.Journal.Keys.Notices, StateKeys.NoticeKind, ToNotice(step, level).ToJson())],
            Rings = [StateKeys.RouterBell(server.Journal.Keys)],
        };
    }

    /// <summary>The step was committed.</summary>
    public void Apply(FillStep step)
    {
        if (step.Level is { } level)
            _said[step.Group] = level;
        else
            _said.Remove(step.Group);
    }

    private static FillLevel? LevelOf(StoredCursor cursor, long unread, long entriesMax)
    {
        if (cursor.Expired)
            return FillLevel.Expired;
        // One append more, and it is refused.
        if (unread + Math.Min(AppendLimits.EntriesMax, entriesMax / 20) >= entriesMax)
            return FillLevel.Full;
        return unread * 2 >= entriesMax ? FillLevel.Half : null;
    }

    private Notice ToNotice(FillStep step, FillLevel level)
    {
        var now = server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var most = server.Journal.Options.JournalMaxEntries;
        var detail = level == FillLevel.Expired
            ? string.Create(CultureInfo.InvariantCulture, $"partition {partition}: {step.Entries} entries were dropped before it read them")
            : string.Create(CultureInfo.InvariantCulture, $"partition {partition}: {step.Entries} of {most} entries are unread");
        return new Notice
        {
            Kind = NoticeKinds.Full,
            Rule = step.Group,
            Severity = level == FillLevel.Half ? Severities.Warning : Severities.Error,
            Template = Sentence(step.Group, level),
            FirstTimeMs = now,
            LastTimeMs = now,
            Samples = [new NoticeSample(Text: detail)],
        };
    }

    // The same for every partition, so that it is one alert; which partitions they are is in the samples.
    private string Sentence(string group, FillLevel level) => level switch
    {
        FillLevel.Half => $"consumer group {group} lags: half of redis.journal-max-entries is unread",
        FillLevel.Full => $"consumer group {group} lags: the journal is full, the nodes stop reading their logs and wait",
        _ when group == server.Journal.Keys.ConsumerGroup =>
            $"this consumer group, {group}, was away for longer than redis.group-expiry and lost its hold on the journal",
        _ => $"consumer group {group} lost its hold on the journal: it was full, and the group away for longer than redis.group-expiry",
    };
}
