using Microsoft.Extensions.Logging;

namespace Dachshund.Journal.Embedded;

/// <summary>
/// A private Redis server as a child of this process, in <c>data-dir/redis</c>. Who starts it must hold the lock of the
/// data directory. A server that dies is started again with backoff; one that an earlier run left is adopted, or ended.
/// Thread-safe.
/// </summary>
/// <remarks>Linux only: it needs <c>/proc</c>, and <c>flock</c> and <c>setsid</c> of util-linux.</remarks>
public sealed class EmbeddedRedis : IAsyncDisposable
{
    private readonly EmbeddedLauncher _launcher;
    private readonly EmbeddedFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly RestartDelay _delay = new();
    private volatile RunningServer? _server;
    private Task _loop = Task.CompletedTask;

    private EmbeddedRedis(JournalOptions options, JournalEnvironment environment)
    {
        _time = environment.Time;
        _logger = environment.LoggerFactory.CreateLogger<EmbeddedRedis>();
        _folder = new EmbeddedFolder(options);
        _launcher = new EmbeddedLauncher(_folder, new ServerProbe(_time), _time, _logger);
    }

    /// <summary>Where the server listens, <c>host:port</c>; empty while it is down.</summary>
    public string Endpoint => _server?.Endpoint.ToString() ?? string.Empty;

    /// <summary>Pid of the server; 0 while it is down.</summary>
    public int ProcessId => _server?.Process.Id ?? 0;

    /// <summary>Whether the server of an earlier run was adopted at the start.</summary>
    public bool WasAdopted { get; private set; }

    /// <summary>
    /// Adopts or starts the server, and waits until it has loaded its data. Its endpoint is written for other
    /// processes.
    /// </summary>
    /// <param name="options">The data directory, and the embedded server's options.</param>
    /// <param name="environment">Clock and log.</param>
    /// <param name="ct">Ends the wait; what was started is killed.</param>
    /// <exception cref="JournalException">There is no server program, or it does not start; the message says
    /// why.</exception>
    public static async Task<EmbeddedRedis> StartAsync(
        JournalOptions options, JournalEnvironment environment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        var redis = new EmbeddedRedis(options, environment);
        redis._folder.Create();
        var adopted = await redis._launcher.AdoptAsync(ct);
        redis.WasAdopted = adopted is not null;
        redis._server = adopted ?? await redis._launcher.StartAsync(ct);
        redis._loop = Task.Run(() => redis.KeepRunningAsync(redis._stop.Token), CancellationToken.None);
        return redis;
    }

    /// <summary>Stops the server: everything acknowledged is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        if (_server is { } server)
        {
            _server = null;
            await _launcher.StopAsync(server);
            server.Process.Dispose();
        }

        _stop.Dispose();
    }

    private async Task KeepRunningAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                if (_server is { } server)
                {
                    var started = _time.GetTimestamp();
                    await server.Process.WaitForExitAsync(stop);
                    _server = null;
                    server.Process.Dispose();
                    await WaitBeforeStartAsync(_time.GetElapsedTime(started), _folder.LastLog(), stop);
                }

                await TryStartAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The only normal exit.
        }
    }

    private async Task TryStartAsync(CancellationToken stop)
    {
        try
        {
            _server = await _launcher.StartAsync(stop);
        }
        catch (JournalException error)
        {
            await WaitBeforeStartAsync(TimeSpan.Zero, error.Message, stop);
        }
        catch (IOException error)
        {
            // A full disk: the configuration cannot be written either.
            await WaitBeforeStartAsync(TimeSpan.Zero, error.Message, stop);
        }
    }

    private async Task WaitBeforeStartAsync(TimeSpan lived, string reason, CancellationToken stop)
    {
        var delay = _delay.Next(lived);
        _logger.Died((long)delay.TotalMilliseconds, reason);
        await Task.Delay(delay, _time, stop);
    }
}
