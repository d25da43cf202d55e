using Dachshund.Actors.FileTail;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Hosting;

/// <summary>How a node is run by a verb.</summary>
internal sealed record NodeRunOptions
{
    /// <summary>Where it prints.</summary>
    public required VerbConsole Console { get; init; }

    /// <summary>The least important log events that are shown.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Whether the line <c>watching N files on HOST</c> waits until
    /// what is in the files is on the terminal (default no).</summary>
    public bool TellFirst { get; init; }

    /// <summary>Whether a port that is taken is replaced by a free one (default no).</summary>
    public bool TakesFreePort { get; init; }

    /// <summary>Loads the configuration again at a SIGHUP; null (the default): SIGHUP ends the node like SIGTERM, as a closed
    /// terminal should.</summary>
    public Func<LoadedConfiguration>? Reload { get; init; }
}

/// <summary>Runs a node in this process until a signal ends it.</summary>
internal static class NodeRun
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it; returns the exit code.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="options">How.</param>
    /// <param name="ct">Ends it, as SIGTERM and Ctrl-C do.</param>
    public static async Task<int> RunAsync(LoadedConfiguration loaded, NodeRunOptions options, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, options.Console.OutputClosed);
        using var signals = new NodeSignals(stop, reloads: options.Reload is not null);
        using var init = InitSystem.Of(Environment.GetEnvironmentVariable, TimeProvider.System);
        await using var services = Logging(options);
        var surroundings = new NodeSurroundings(
            TimeProvider.System, services.GetRequiredService<ILoggerFactory>(), options.Console.Out, Environment.GetEnvironmentVariable)
        {
            Leave = () => _ = stop.CancelAsync(),
            InitSystem = init,
            TakesFreePort = options.TakesFreePort,
        };
        await using var app = NodeApp.Create(loaded, surroundings);
        try
        {
            await app.StartAsync(stop.Token);
            if (await SayWatchingAsync(app, options, stop.Token) is { } watching)
                init.Ready(watching);
            GiveMemoryBack();
            while (await signals.NextReloadAsync(app.Failed, stop.Token) && options.Reload is { } reload)
            {
                init.Reloading();
                await app.ReloadAsync(reload(), stop.Token);
                init.Ready();
                GiveMemoryBack();
            }
        }
        catch (NodeStartException e)
        {
            return options.Console.Fail(e.Message);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && stop.IsCancellationRequested)
        {
            init.Stopping();
            await app.StopAsync();
            return ExitCodes.Done;
        }

        return options.Console.Fail(app.Failure?.Message ?? "the node ended");
    }

    /// <summary>Scripts wait for this line: every file has its start position. The line, or null when the node failed.</summary>
    private static async Task<string?> SayWatchingAsync(NodeApp app, NodeRunOptions options, CancellationToken ct)
    {
        var tailing = await app.TailingStartedAsync(ct);
        while (options.TellFirst && tailing is not null && !await IsToldAsync(app, tailing, ct))
        {
            await Task.Delay(s_look, TimeProvider.System, ct);
            tailing = await app.TailingStartedAsync(ct);
        }

        if (tailing is null)
            return null;
        var line = $"watching {tailing.Files.Length} files on {app.Host}";
        await options.Console.Out.WriteLineAsync(line);
        await options.Console.Out.FlushAsync(ct);
        return line;
    }

    private static async Task<bool> IsToldAsync(NodeApp app, TailingStatus tailing, CancellationToken ct) =>
        tailing.CaughtUp && app.Actors is { } actors && await Progress.IsAllToldAsync(actors, ct);

    /// <summary>
    /// What starting took is garbage now, and a node that is idle from here on would keep it until it has allocated as much again.
    /// </summary>
    private static void GiveMemoryBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static ServiceProvider Logging(NodeRunOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(options.LogLevel);
            logging.AddFilter(level => level >= options.LogLevel && !options.Console.OutputClosed.IsCancellationRequested);
            logging.AddConsole(console =>
            {
                console.FormatterName = LineFormatter.FormatterName;
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            });
            logging.AddConsoleFormatter<LineFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        });
        return services.BuildServiceProvider();
    }
}
