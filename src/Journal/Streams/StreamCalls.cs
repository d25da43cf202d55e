using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.Streams;

/// <summary>Pure reads, which anyone may repeat, and posts to the streams that others fold.</summary>
internal sealed class StreamCalls(RedisCaller caller, JournalKeys keys)
{
    private readonly HashScanner _scanner = new(caller);

    internal async Task<Call<ImmutableArray<StreamItem>>> ReadAsync(
        string key, string afterId, int count, CancellationToken ct)
    {
        var call = await caller.RunAsync("read", [key], [afterId, count, StreamItem.BytesMax, StreamItem.ReadBytesMax], ct);
        return call.Map(static reply => reply.Items.Chunk(4).Select(ReadItem).ToImmutableArray());
    }

    internal async Task<Call<string>> PostAsync(
        string key, string kind, ReadOnlyMemory<byte> body, string bell, CancellationToken ct)
    {
        var call = await caller.SendAsync("XADD", [key, "*", kind, body.ToArray()], ct);
        if (call.IsDone && bell.Length > 0)
            await RingAsync(bell, ct);
        return call.Map(static reply => reply.Text);
    }

    internal Task<Call<Reply>> RingAsync(string bell, CancellationToken ct) =>
        caller.SendAsync("PUBLISH", [keys.Bell(bell), string.Empty], ct);

    internal async Task<Call<ImmutableArray<StoredCheckpoint>>> ReadCheckpointsAsync(
        int partition, string host, CancellationToken ct)
    {
        var call = await _scanner.ScanAsync("HSCAN", keys.Checkpoints(partition, host), int.MaxValue, ct);
        return call.Map(static fields => fields
            .Select(static pair => ReadCheckpoint(pair.Key, pair.Value.Text))
            .ToImmutableArray());
    }

    internal async Task<Call<ImmutableArray<StoredCheckpoint>>> ReadCheckpointsAsync(
        int partition, string host, IReadOnlyList<string> fields, CancellationToken ct)
    {
        var call = await caller.SendAsync("HMGET", [keys.Checkpoints(partition, host), .. fields], ct);
        return call.Map(reply => fields.Zip(reply.Items)
            .Where(static pair => !pair.Second.IsNull)
            .Select(static pair => ReadCheckpoint(pair.First, pair.Second.Text))
            .ToImmutableArray());
    }

    internal async Task<Call<bool>> WriteHashAsync(
        string key, IReadOnlyDictionary<string, string> fields, CancellationToken ct)
    {
        object[] arguments = [key, .. fields.SelectMany(static field => new object[] { field.Key, field.Value })];
        return (await caller.SendAsync("HSET", arguments, ct)).Map(static _ => true);
    }

    internal async Task<Call<ImmutableArray<StreamWait>>> ReadWaitingAsync(int partitions, CancellationToken ct)
    {
        var group = keys.ConsumerGroup;
        (string Stream, string Cursors, string Field, string Lease)[] streams =
        [
            .. Enumerable.Range(0, partitions)
                .Select(number => (keys.Journal(number), keys.Cursors(number), group, JournalKeys.ShardLease(number))),
            (keys.Notices, keys.RouterCursors, "notices", JournalKeys.RouterLease),
            (keys.Inbox, keys.RouterCursors, "inbox", JournalKeys.RouterLease),
        ];
        RedisKey[] used = [.. streams.SelectMany(item => new RedisKey[] { item.Stream, item.Cursors, keys.Lease(item.Lease) })];
        var call = await caller.RunAsync("waiting", used, [.. streams.Select(item => (RedisValue)item.Field)], ct);
        return call.Map(reply => streams.Zip(reply.Items.Chunk(3))
            .Select(pair => new StreamWait(pair.First.Lease, pair.Second[0].Text, pair.Second[1].Text, pair.Second[2].Text))
            .ToImmutableArray());
    }

    internal async Task<Call<bool>> ClaimAsync(string key, string owner, TimeSpan lasts, CancellationToken ct)
    {
        var milliseconds = ((long)lasts.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        return (await caller.SendAsync("SET", [key, owner, "NX", "PX", milliseconds], ct)).Map(static reply => reply.Text == "OK");
    }

    internal async Task<Call<bool>> EndClaimAsync(string key, string owner, CancellationToken ct)
    {
        var held = await caller.SendAsync("GET", [key], ct);
        if (!held.IsDone || held.Value.Text != owner)
            return held.Map(static _ => false);
        return (await caller.SendAsync("DEL", [key], ct)).Map(static _ => true);
    }

    internal async Task<Call<PartitionLag>> ReadLagAsync(int partition, CancellationToken ct)
    {
        var cursors = await _scanner.ScanAsync("HSCAN", keys.Cursors(partition), int.MaxValue, ct);
        if (!cursors.IsDone)
            return cursors.As<PartitionLag>();
        var stream = await ReadInfoAsync(keys.Journal(partition), ct);
        return stream.Map(info => new PartitionLag(partition, info.Added, info.Length, ReadCursors(cursors.Value)));
    }

    internal async Task<Call<long>> ReadAddedAsync(string key, CancellationToken ct) =>
        (await ReadInfoAsync(key, ct)).Map(static info => info.Added);

    internal async Task<Call<long>> ReadBytesAsync(string key, CancellationToken ct) =>
        (await caller.SendAsync("MEMORY", ["USAGE", key], ct)).Map(static reply => reply.Number);

    // The wire picture: seconds, microseconds.
    internal async Task<Call<long>> ReadTimeAsync(CancellationToken ct) =>
        (await caller.SendAsync("TIME", [], ct)).Map(static reply => (reply.Items[0].Number * 1000) + (reply.Items[1].Number / 1000));

    internal async Task<Call<bool>> ForgetGroupAsync(int partition, string group, CancellationToken ct)
    {
        var call = await caller.SendAsync("HDEL", [keys.Cursors(partition), group], ct);
        return call.Map(static reply => reply.Number == 1);
    }

    internal async Task<Call<bool>> DeleteFieldsAsync(string key, IReadOnlyList<string> fields, CancellationToken ct) =>
        (await caller.SendAsync("HDEL", [key, .. fields], ct)).Map(static _ => true);

    internal Task<Call<IReadOnlyDictionary<string, string>>> ReadSessionAsync(string host, CancellationToken ct) =>
        ReadHashAsync(keys.Session(host), ct);

    internal async Task<Call<IReadOnlyDictionary<string, string>>> ReadHashAsync(string key, CancellationToken ct)
    {
        var call = await _scanner.ScanAsync("HSCAN", key, int.MaxValue, ct);
        return call.Map(static fields =>
            (IReadOnlyDictionary<string, string>)fields.ToDictionary(pair => pair.Key, pair => pair.Value.Text));
    }

    private async Task<Call<(long Added, long Length)>> ReadInfoAsync(string key, CancellationToken ct)
    {
        var exists = await caller.SendAsync("EXISTS", [key], ct);
        if (exists is not { IsDone: true, Value.Number: 1 })
            return exists.Map(static _ => (0L, 0L));
        var info = await caller.SendAsync("XINFO", ["STREAM", key], ct);
        return info.Map(static reply => ReadStreamInfo(reply.Items));
    }

    private static ImmutableArray<StoredCursor> ReadCursors(Dictionary<string, Reply> fields) =>
    [
        .. fields.Select(pair => StoredCursor.Parse(pair.Key, pair.Value.Text)).OfType<StoredCursor>(),
    ];

    private static (long Added, long Length) ReadStreamInfo(Reply[] items)
    {
        var (added, length) = (0L, 0L);
        for (var at = 0; at + 1 < items.Length; at += 2)
        {
            if (items[at].Text == "entries-added")
                added = items[at + 1].Number;
            else if (items[at].Text == "length")
                length = items[at + 1].Number;
        }

        return (added, length);
    }

    // The wire picture: id, kind, length of the body, the body as far as it is read.
    private static StreamItem ReadItem(Reply[] parts) =>
        new(parts[0].Text, parts[1].Text, parts[3].Bytes) { SizeBytes = parts[2].Number };

    // The wire picture: `<position> <moved at, ms> <note>`.
    private static StoredCheckpoint ReadCheckpoint(string field, string value)
    {
        var parts = value.Split(' ', 3);
        var time = parts.Length > 1 ? parts[1] : string.Empty;
        var moved = long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : 0;
        var note = parts.Length > 2 ? CheckpointNote.Parse(parts[2]) : null;
        return new StoredCheckpoint(field, parts[0], note ?? CheckpointNote.None, moved);
    }
}
