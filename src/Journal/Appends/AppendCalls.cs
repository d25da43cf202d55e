using System.Collections.Immutable;
using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.Appends;

/// <summary>Appends of files to a partition's journal.</summary>
internal sealed class AppendCalls(RedisCaller caller, JournalKeys keys, JournalOptions options)
{
    private const int ArgumentsPerFile = 6;

    // Hot path: every match of a burst passes here; no copy of an entry's bytes but the one that the client library
    // makes.
    internal async Task<Call<AppendAnswer>> AppendAsync(
        int partition, string host, string incarnation, IReadOnlyList<AppendFile> files, CancellationToken ct)
    {
        AppendLimits.Require(files);
        if (files.Count == 0)
            return Calls.Done(new AppendAnswer(false, []));
        RedisKey[] used =
        [
            keys.Session(host), keys.Journal(partition), keys.Checkpoints(partition, host), keys.Cursors(partition),
        ];
        var call = await caller.RunAsync("append", used, Arguments(partition, incarnation, files), ct);
        if (call.Status == CallStatus.Refused && RedisErrors.IsOutOfMemory(call.Reason))
            return Calls.Done(OutOfMemory(files));
        return call.Map(reply => Read(reply, files.Count));
    }

    private static AppendAnswer Read(Reply reply, int files)
    {
        var items = reply.Items;
        if (items[0].Text == "FENCED")
            return new AppendAnswer(true, []);
        var verdicts = ImmutableArray.CreateBuilder<AppendVerdict>(files);
        for (var at = 2; at + 1 < items.Length; at += 2)
        {
            var outcome = items[at].Text switch
            {
                "ok" => AppendOutcome.Ok,
                "full" => AppendOutcome.Full,
                _ => AppendOutcome.Conflict,
            };
            verdicts.Add(new AppendVerdict(outcome, items[at + 1].Text));
        }

        return new AppendAnswer(false, verdicts.DrainToImmutable())
        {
            ExpiredGroups = [.. items[1].Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };
    }

    private static AppendAnswer OutOfMemory(IReadOnlyList<AppendFile> files) =>
        new(false, [.. files.Select(file => new AppendVerdict(AppendOutcome.Full, file.Expected))]);

    private RedisValue[] Arguments(int partition, string incarnation, IReadOnlyList<AppendFile> files)
    {
        var arguments = new RedisValue[5 + files.Sum(file => ArgumentsPerFile + file.Entries.Length)];
        arguments[0] = incarnation;
        arguments[1] = options.JournalMaxEntries;
        arguments[2] = (long)options.GroupExpiry.TotalMilliseconds;
        arguments[3] = keys.Bell(JournalKeys.JournalBell(partition));
        arguments[4] = files.Count;
        var at = 5;
        foreach (var file in files)
        {
            arguments[at++] = file.Field;
            arguments[at++] = file.Expected;
            arguments[at++] = file.Position;
            arguments[at++] = file.Note.Format();
            arguments[at++] = file.Urgent ? 1 : 0;
            arguments[at++] = file.Entries.Length;
            foreach (var entry in file.Entries)
                arguments[at++] = WholeArray(entry);
        }

        return arguments;
    }

    private static byte[] WholeArray(ReadOnlyMemory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var segment)
        && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : memory.ToArray();
}
