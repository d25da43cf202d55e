using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.Sessions;

/// <summary>Opening, beating and leaving a session, and reading beats.</summary>
internal sealed class SessionCalls(RedisCaller caller, JournalKeys keys, JournalOptions options, TimeProvider time)
{
    private const int BeatsOfPatience = 3;
    private const int LooksPerBeat = 4;
    private static readonly Dictionary<string, string> _noFacts = [];

    internal async Task<Call<SessionAnswer>> OpenAsync(SessionOpening opening, string dataSet, CancellationToken ct)
    {
        SessionHolder? first = null;
        var started = time.GetTimestamp();
        while (true)
        {
            var call = await RunAsync(OpenParts(opening, dataSet, null), ct);
            if (!call.IsDone)
                return Calls.Refused<SessionAnswer>(call.Reason) with { Status = call.Status };
            if (call.Value.Items[0].Text != "HELD")
                return ReadOpened(call.Value);
            var holder = ReadHolder(call.Value);
            first ??= holder;
            if (holder.Incarnation != first.Incarnation || holder.Pulse != first.Pulse)
                return Calls.Done(new SessionAnswer(false, string.Empty, 0, holder));

            var interval = holder.Interval > TimeSpan.Zero ? holder.Interval : opening.Identity.Interval;
            if (time.GetElapsedTime(started) > interval * BeatsOfPatience)
            {
                var taken = await RunAsync(OpenParts(opening, dataSet, first), ct);
                if (!taken.IsDone)
                    return Calls.Refused<SessionAnswer>(taken.Reason) with { Status = taken.Status };
                return taken.Value.Items[0].Text == "HELD"
                    ? Calls.Done(new SessionAnswer(false, string.Empty, 0, ReadHolder(taken.Value)))
                    : ReadOpened(taken.Value);
            }

            await Task.Delay(interval / LooksPerBeat, time, ct);
        }
    }

    internal async Task<Call<BeatAnswer>> BeatAsync(
        SessionIdentity identity, Beat beat, string dataSet, CancellationToken ct)
    {
        var call = await RunAsync(new BeatParts("beat", identity, dataSet) { Beat = beat }, ct);
        return call.Map(ReadBeat);
    }

    internal async Task<Call<BeatAnswer>> ByeAsync(
        SessionIdentity identity, string history, ReadOnlyMemory<byte> entry, string dataSet, CancellationToken ct)
    {
        var beat = new Beat(history, _noFacts, []);
        var call = await RunAsync(new BeatParts("bye", identity, dataSet) { Beat = beat, Entry = entry }, ct);
        return call.Map(ReadBeat);
    }

    internal async Task<Call<BeatsSnapshot>> ReadBeatsAsync(int partition, BeatQuery query, CancellationToken ct)
    {
        var arguments = new RedisValue[2 + query.Hosts.Count];
        arguments[0] = (long)query.SilentFor.TotalMilliseconds;
        arguments[1] = query.HostsMax;
        for (var at = 0; at < query.Hosts.Count; at++)
            arguments[at + 2] = query.Hosts[at];
        var call = await caller.RunAsync(
            "beats", [keys.Beats(partition), keys.Since(partition), keys.Clock(partition)], arguments, ct);
        return call.Map(ReadBeats);
    }

    private static BeatsSnapshot ReadBeats(Reply reply)
    {
        var items = reply.Items;
        var hosts = ImmutableArray.CreateBuilder<HostBeat>((items.Length - 2) / 3);
        for (var at = 2; at + 2 < items.Length; at += 3)
            hosts.Add(new HostBeat(items[at].Text, items[at + 1].Number, items[at + 2].Number));
        return new BeatsSnapshot(items[0].Number, items[1].Number, hosts.DrainToImmutable());
    }

    private static BeatParts OpenParts(SessionOpening opening, string dataSet, SessionHolder? seen) =>
        new("open", opening.Identity, dataSet)
        {
            Beat = new Beat(string.Empty, opening.Facts, []),
            Entry = opening.HelloEntry,
            Replace = opening.Replace,
            Seen = seen,
        };

    private static Call<SessionAnswer> ReadOpened(Reply reply)
    {
        var items = reply.Items;
        return items[0].Text == "OK"
            ? Calls.Done(new SessionAnswer(true, items[1].Text, items[3].Number, null))
            : Calls.Refused<SessionAnswer>("Redis holds another data set");
    }

    private static SessionHolder ReadHolder(Reply reply)
    {
        var items = reply.Items;
        return new SessionHolder(
            items[1].Text, items[2].Number, TimeSpan.FromMilliseconds(items[3].Number), items[4].Text);
    }

    private static BeatAnswer ReadBeat(Reply reply)
    {
        var items = reply.Items;
        return items[0].Text switch
        {
            "OK" => new BeatAnswer(BeatOutcome.Ok, items[1].Text, items[3].Number, items[2].Number, items[4].Number),
            "RELOAD" => new BeatAnswer(BeatOutcome.Reload, items[1].Text, 0, 0, 0),
            "DATASET" => new BeatAnswer(BeatOutcome.DataSet, string.Empty, 0, 0, 0),
            _ => new BeatAnswer(BeatOutcome.Fenced, string.Empty, 0, 0, 0),
        };
    }

    private Task<Call<Reply>> RunAsync(BeatParts parts, CancellationToken ct)
    {
        var (identity, watched) = (parts.Identity, parts.Beat.Watched);
        var used = new RedisKey[6 + (2 * watched.Count)];
        used[0] = keys.Meta;
        used[1] = keys.Session(identity.Host);
        used[2] = keys.Beats(identity.Partition);
        used[3] = keys.Since(identity.Partition);
        used[4] = keys.Clock(identity.Partition);
        used[5] = keys.Journal(identity.Partition);
        for (var at = 0; at < watched.Count; at++)
        {
            used[6 + (2 * at)] = keys.Lease(JournalKeys.ShardLease(watched[at].Partition));
            used[7 + (2 * at)] = keys.Clock(watched[at].Partition);
        }

        return caller.RunAsync("beat", used, Arguments(parts), ct);
    }

    private RedisValue[] Arguments(BeatParts parts)
    {
        var (identity, beat) = (parts.Identity, parts.Beat);
        var arguments = new List<RedisValue>(13 + (2 * beat.Facts.Count) + beat.Watched.Count)
        {
            parts.Operation,
            identity.Host,
            identity.Incarnation,
            beat.History,
            parts.DataSet,
            Math.Max(1, (long)identity.Interval.TotalMilliseconds),
            (long)options.OfflineAfter.TotalMilliseconds,
            keys.Bell(JournalKeys.JournalBell(identity.Partition)),
            parts.Seen?.Incarnation ?? string.Empty,
            parts.Seen?.Pulse.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
            parts.Replace ? 1 : 0,
            parts.Entry.ToArray(),
            beat.Facts.Count,
        };
        foreach (var (name, value) in beat.Facts)
        {
            arguments.Add(name);
            arguments.Add(value);
        }

        foreach (var watched in beat.Watched)
            arguments.Add(watched.Epoch);
        return [.. arguments];
    }
}
