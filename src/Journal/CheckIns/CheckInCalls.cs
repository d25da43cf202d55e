using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.CheckIns;

/// <summary>Entries of those who have no session: a command beside a node, a request to it.</summary>
internal sealed class CheckInCalls(RedisCaller caller, JournalKeys keys, JournalOptions options)
{
    /// <summary>How long it is known that a check-in was there: longer than anybody sends one again.</summary>
    private static readonly TimeSpan s_keep = TimeSpan.FromDays(1);

    internal async Task<Call<CheckInOutcome>> RunAsync(
        int partition, string host, string name, ReadOnlyMemory<byte> entry, CancellationToken ct)
    {
        RedisValue[] arguments =
        [
            options.JournalMaxEntries, (long)s_keep.TotalMilliseconds, keys.Bell(JournalKeys.JournalBell(partition)), name,
            entry.ToArray(),
        ];
        RedisKey[] used = [keys.Journal(partition), keys.Cursors(partition), keys.CheckIns(partition, host)];
        var call = await caller.RunAsync("checkin", used, arguments, ct);
        return call.Map(static reply => reply.Items[0].Text switch
        {
            "OK" => CheckInOutcome.Done,
            "AGAIN" => CheckInOutcome.Again,
            _ => CheckInOutcome.Full,
        });
    }
}
