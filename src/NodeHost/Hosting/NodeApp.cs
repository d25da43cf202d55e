using Dachshund.Actors.FileTail;
using Dachshund.Actors.Node;
using Dachshund.Journal;
using Dachshund.Journal.Embedded;
using Dachshund.Kernel;
using Dachshund.NodeHost.Configuration;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// One node in this process, from start to leave: the data directory and the embedded Redis, which outlive a reload, and the life
/// that the configuration gives it, which does not. <c>Program</c> only parses and calls it, so that a test can run a node too.
/// </summary>
internal sealed class NodeApp : IAsyncDisposable
{
    private readonly NodeSurroundings _surroundings;
    private readonly ILogger _log;
    private LoadedConfiguration _loaded;
    private DataDirectory? _directory;
    private EmbeddedRedis? _embedded;
    private NodeLife? _life;
    private bool _left;

    private NodeApp(LoadedConfiguration loaded, NodeSurroundings surroundings)
    {
        _loaded = loaded;
        _surroundings = surroundings;
        _log = surroundings.LoggerFactory.CreateLogger("Dachshund.Node");
    }

    /// <summary>The node's name; empty before the start.</summary>
    public string Host => _life?.Identity?.Host ?? "";

    /// <summary>Completes when the node can't go on: another process has its name, or an actor failed for good. A reload ends it
    /// too: ask again afterwards.</summary>
    public Task Failed => _life?.Failed ?? Task.CompletedTask;

    /// <summary>Why it can't go on; null when it does, or was stopped.</summary>
    public Exception? Failure => _life?.Failure;

    /// <summary>Its actors; null before the start.</summary>
    public NodeActors? Actors => _life?.Actors;

    /// <summary>The exact tree of its actors; null before the start.</summary>
    public ActorTreeNode? Tree => _life?.Tree;

    /// <summary>Makes a node; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="surroundings">The process around it.</param>
    public static NodeApp Create(LoadedConfiguration loaded, NodeSurroundings surroundings) => new(loaded, surroundings);

    /// <summary>Starts the node. With Redis away it waits, and says so.</summary>
    /// <exception cref="NodeStartException">It can't start; the message says why and what to do.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        var configuration = _loaded.Valid;
        _directory = DataDirectory.Open(configuration.Node.DataDir);
        var options = ConfigurationMapping.ToJournal(configuration);
        try
        {
            if (options.IsEmbedded)
                _embedded = await EmbeddedRedis.StartAsync(
                    options, new JournalEnvironment(_surroundings.Time, _surroundings.LoggerFactory), ct);
        }
        catch (JournalException e)
        {
            throw new NodeStartException(e.Message);
        }

        await BeginLifeAsync(_directory, ct);
        HostingLog.Started(_log, Host, string.Join(',', configuration.Node.Roles).ToLowerInvariant());
    }

    /// <summary>Waits until every file has its start position; the files, or null when the node failed.</summary>
    public async Task<TailingStatus?> TailingStartedAsync(CancellationToken ct) =>
        _life is null ? null : await _life.TailingStartedAsync(ct);

    /// <summary>
    /// Goes on with another configuration: leaves with what the old one started, and starts again by the new one from where it
    /// was. One with errors changes nothing, and each error is said. What needs a restart keeps its old value, and that is said.
    /// </summary>
    /// <param name="loaded">What was loaded, right or wrong.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    /// <exception cref="NodeStartException">It can't start again; the message says why and what to do.</exception>
    public async Task ReloadAsync(LoadedConfiguration loaded, CancellationToken ct)
    {
        if (_directory is null || _life is null)
            return;
        if (loaded.Value is null)
        {
            foreach (var error in loaded.Errors)
                HostingLog.ReloadError(_log, error.ToString());
            HostingLog.NotReloaded(_log, loaded.Errors.Length);
            return;
        }

        foreach (var warning in loaded.Warnings)
            HostingLog.ReloadWarning(_log, warning.ToString());
        var change = ConfigurationChange.Between(_loaded, loaded);
        foreach (var kept in change.Kept)
            HostingLog.NeedsRestart(_log, kept);
        _loaded = change.Outcome;
        if (change.Changed.Count > 0)
        {
            // Between two lives nobody else says so.
            _surroundings.InitSystem.Alive();
            await _life.StopAsync(sayGoodbye: false);
            _surroundings.InitSystem.Alive();
            await BeginLifeAsync(_directory, ct);
            await _life.TailingStartedAsync(ct);
        }

        HostingLog.Reloaded(_log, loaded.File ?? "", change.Summary);
    }

    /// <summary>Leaves: stores what was read, gives the leases back, says goodbye, stops the embedded Redis.</summary>
    public async Task StopAsync()
    {
        if (_left)
            return;
        _left = true;
        if (_life is not null)
        {
            await _life.StopAsync(sayGoodbye: true);
            HostingLog.Left(_log, Host);
        }

        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _directory?.Dispose();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task BeginLifeAsync(DataDirectory directory, CancellationToken ct)
    {
        var earlier = _life?.Identity;
        _life = new NodeLife(_loaded, directory, _surroundings);
        try
        {
            await _life.StartAsync(earlier, ct);
        }
        catch (JournalException e)
        {
            throw new NodeStartException(e.Message);
        }
    }
}
