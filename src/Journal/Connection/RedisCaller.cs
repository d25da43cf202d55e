using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>Sends scripts and plain commands on one link, with its time-out. Thread-safe.</summary>
internal sealed class RedisCaller(RedisLink link, TimeSpan timeout)
{
    /// <summary>The link that it sends on.</summary>
    internal RedisLink Link => link;

    /// <summary>Runs a script; loads it and sends it once more when Redis doesn't know it.</summary>
    internal async Task<Call<Reply>> RunAsync(
        string name, RedisKey[] keys, RedisValue[] arguments, CancellationToken ct)
    {
        var script = ScriptCatalog.Get(name);
        var call =
            await link.CallAsync(database => database.ScriptEvaluateAsync(script.Hash, keys, arguments), timeout, ct);
        if (call.Status == CallStatus.Refused && call.Reason.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            var loaded =
                await link.CallAsync(database => database.ExecuteAsync("SCRIPT", "LOAD", script.Source), timeout, ct);
            if (!loaded.IsDone)
                return Calls.Refused<Reply>(loaded.Reason);
            call = await link.CallAsync(
                database => database.ScriptEvaluateAsync(script.Hash, keys, arguments), timeout, ct);
        }

        return call.Map(static result => new Reply(result));
    }

    /// <summary>Sends a plain command.</summary>
    internal async Task<Call<Reply>> SendAsync(string command, object[] arguments, CancellationToken ct)
    {
        var call = await link.CallAsync(database => database.ExecuteAsync(command, arguments), timeout, ct);
        if (call.Status == CallStatus.Refused && arguments.Length > 0)
            return Calls.Refused<Reply>(RedisErrors.Name(call.Reason, arguments[0]));
        return call.Map(static result => new Reply(result));
    }
}
