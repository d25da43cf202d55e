using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Dachshund.Journal.Connection;

/// <summary>What every new connection must pass before it is used. Thread-safe.</summary>
internal sealed class LinkCheck
{
    private const int Schema = 1;
    private const int PartitionsExternal = 16;
    private const int PartitionsEmbedded = 1;
    private readonly JournalOptions _options;
    private readonly JournalKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _warnings;

    internal LinkCheck(JournalOptions options, JournalKeys keys, JournalEnvironment environment)
    {
        (_options, _keys, _time) = (options, keys, environment.Time);
        _logger = environment.LoggerFactory.CreateLogger<LinkCheck>();
    }

    /// <summary>Looks at the server and at its data.</summary>
    /// <returns>The history and the data set.</returns>
    /// <exception cref="JournalException">They cannot be used as they are.</exception>
    internal async Task<(string History, DataSet DataSet)> RunAsync(OpenLink link, CancellationToken ct)
    {
        var facts =
            ServerFacts.Parse((string)await WaitAsync(link, link.Database.ExecuteAsync("INFO"), ct) ?? string.Empty);
        if (facts.IsLoading)
            throw new JournalException(JournalFault.Unreachable, "Redis is still loading its data");
        if (facts.Problem(_options.AcceptLoss) is { } problem)
            throw new JournalException(JournalFault.ServerSetting, problem);
        if (!facts.IsDurable && Interlocked.Exchange(ref _warnings, 1) == 0)
            _logger.LossAccepted();
        foreach (var script in ScriptCatalog.All)
            await WaitAsync(link, link.Database.ExecuteAsync("SCRIPT", "LOAD", script.Source), ct);
        return await ReadMetaAsync(link, ct);
    }

    private async Task<(string History, DataSet DataSet)> ReadMetaAsync(OpenLink link, CancellationToken ct)
    {
        var partitions = _options.Partitions > 0
            ? _options.Partitions
            : _options.IsEmbedded ? PartitionsEmbedded : PartitionsExternal;
        RedisValue[] arguments = [Schema, partitions, Guid.NewGuid().ToString("n")];
        var answer = await WaitAsync(
            link, link.Database.ScriptEvaluateAsync(ScriptCatalog.Get("meta").Hash, [_keys.Meta], arguments), ct);
        var items = new Reply(answer).Items;
        var dataSet = new DataSet((int)items[0].Number, (int)items[1].Number, items[2].Text);
        if (dataSet.Schema != Schema)
        {
            throw new JournalException(
                JournalFault.DataSet, $"{_keys.Meta} says schema {dataSet.Schema}; this version knows {Schema}: "
                + "set another redis.namespace");
        }

        if (_options.Partitions > 0 && dataSet.Partitions != _options.Partitions)
        {
            throw new JournalException(
                JournalFault.DataSet,
                $"{_keys.Meta} says {dataSet.Partitions} partitions; redis.partitions is "
                + $"{_options.Partitions}: set it to auto or {dataSet.Partitions}");
        }

        return (items[3].Text, dataSet);
    }

    private Task<RedisResult> WaitAsync(OpenLink link, Task<RedisResult> sent, CancellationToken ct) =>
        WaitAsync(sent, link, _options.CallTimeout, ct);

    private async Task<RedisResult> WaitAsync(
        Task<RedisResult> sent, OpenLink link, TimeSpan timeout, CancellationToken ct)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(link.Broken, ct);
        return await sent.WaitAsync(timeout, _time, ends.Token);
    }
}
