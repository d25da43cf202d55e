using Dachshund.Journal.Connection;
using StackExchange.Redis;

namespace Dachshund.Journal.Sessions;

/// <summary>Ending the session of a node that can't do it itself.</summary>
internal sealed class ExpelCalls(RedisCaller caller, JournalKeys keys)
{
    /// <summary>A node that missed fewer beats is one that beats: the same patience as of a start that finds its name taken.</summary>
    private const int BeatsOfPatience = 3;

    internal Task<Call<ExpelOutcome>> DownAsync(int partition, string host, bool force, CancellationToken ct) =>
        RunAsync("down", partition, host, force, ReadOnlyMemory<byte>.Empty, ct);

    internal Task<Call<ExpelOutcome>> ForgetAsync(int partition, string host, ReadOnlyMemory<byte> entry, CancellationToken ct) =>
        RunAsync("forget", partition, host, force: false, entry, ct);

    private async Task<Call<ExpelOutcome>> RunAsync(
        string operation, int partition, string host, bool force, ReadOnlyMemory<byte> entry, CancellationToken ct)
    {
        RedisKey[] used =
        [
            keys.Session(host), keys.Beats(partition), keys.Since(partition), keys.Checkpoints(partition, host),
            keys.Journal(partition),
        ];
        RedisValue[] arguments =
        [
            operation, host, BeatsOfPatience, force ? 1 : 0, keys.Bell(JournalKeys.JournalBell(partition)), entry.ToArray(),
        ];
        var call = await caller.RunAsync("expel", used, arguments, ct);
        return call.Map(static reply => reply.Items[0].Text switch
        {
            "OK" => ExpelOutcome.Done,
            "BEATS" => ExpelOutcome.Beats,
            "ENDED" => ExpelOutcome.Ended,
            _ => ExpelOutcome.Unknown,
        });
    }
}
