using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Dachshund.TestKit.Redis;

/// <summary>
/// A real Redis server on a free loopback port with its data in a folder of its own, and an append-only file. Killed and removed
/// on dispose, and when the test process exits without disposing.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<RedisServer, byte> _alive = new();
    private readonly TestFolder _folder = new();
    private readonly RedisClock? _clock;
    private readonly string[] _settings;
    private Process? _process;

    static RedisServer() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var server in _alive.Keys)
        {
            server._process?.Kill();
            server._process?.WaitForExit();
            server._folder.Dispose();
        }
    };

    private RedisServer(int port, RedisClock? clock, string[] settings) => (Port, _clock, _settings) = (port, clock, settings);

    /// <summary>TCP port on 127.0.0.1; the same after a restart.</summary>
    public int Port { get; }

    /// <summary><c>host:port</c>.</summary>
    public string Connection => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>The server's folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Pid of the running server.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="settings">More settings, each <c>--name value</c> as separate arguments.</param>
    public static Task<RedisServer> StartAsync(params string[] settings) => StartAsync(null, settings);

    /// <summary>Starts a server that sees another wall clock, and waits until it answers.</summary>
    /// <param name="clock">The clock; null is the machine's.</param>
    /// <param name="settings">More settings, each <c>--name value</c> as separate arguments.</param>
    public static async Task<RedisServer> StartAsync(RedisClock? clock, params string[] settings)
    {
        var server = new RedisServer(FreePort(), clock, settings);
        _alive[server] = 0;
        try
        {
            await server.RestartAsync();
            if (clock is not null)
                await server.RequireAsync(clock);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A TCP port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Kills the server without warning, if it runs, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
        if (_clock is not null)
            RedisClock.Forget(_process.Id);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Freezes the server (SIGSTOP): connections stay open and nothing answers.</summary>
    public Task StopAsync() => SignalAsync("STOP");

    /// <summary>Lets a frozen server go on (SIGCONT).</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>
    /// Kills the server, if it runs, starts it on the same port and data, and waits until it answers.
    /// </summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        var start = new ProcessStartInfo(ServerProgram()) { RedirectStandardOutput = true };
        // What Redis answered for is written to the file before, and outlives the server when it is killed. Synced it need not be: the
        // machine stays, and its disk may be slow.
        string[] settings =
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", Folder, "--save", "",
            "--appendonly", "yes", "--appendfsync", "no", "--maxmemory-policy", "noeviction",
            "--logfile", Path.Combine(Folder, "redis.log"), .. _settings,
        ];
        foreach (var setting in settings)
            start.ArgumentList.Add(setting);
        foreach (var (name, value) in _clock?.Variables ?? [])
            start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start");
        await WaitUntilReadyAsync();
    }

    /// <summary>Copies the append-only file as it is now.</summary>
    /// <returns>Where the copy is; it goes with the server's folder.</returns>
    public string CopyAppendOnlyFile()
    {
        var copy = Path.Combine(Folder, $"copy-{Guid.NewGuid():n}");
        CopyFolder(Path.Combine(Folder, "appendonlydir"), copy);
        return copy;
    }

    /// <summary>Rolls the server back: kills it, puts an older append-only file in place and starts it again.</summary>
    /// <param name="copy">What <see cref="CopyAppendOnlyFile"/> returned.</param>
    public async Task RollBackAsync(string copy)
    {
        await KillAsync();
        Directory.Delete(Path.Combine(Folder, "appendonlydir"), recursive: true);
        CopyFolder(copy, Path.Combine(Folder, "appendonlydir"));
        await RestartAsync();
    }

    /// <summary>Sends one command on a connection of its own.</summary>
    /// <param name="words">The command and its arguments.</param>
    public async Task<object?> CommandAsync(params string[] words)
    {
        await using var connection = await RespConnection.OpenAsync(Port);
        return await connection.SendAsync(words);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _alive.TryRemove(this, out _);
        _folder.Dispose();
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    // Debian's redis-tools ships the whole server under another name; it looks at the name it is called by.
    private string ServerProgram()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':');
        if (folders.Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists) is { } program)
            return program;
        var link = Path.Combine(Folder, "redis-server");
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, "/usr/bin/redis-check-rdb");
        return link;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var deadline = new CancellationTokenSource(_deadline);
        while (true)
        {
            try
            {
                if (await CommandAsync("PING") is "PONG")
                    return;
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                if (_process is not { HasExited: false })
                    throw new InvalidOperationException("redis-server exited: " + await LastLogAsync(), error);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, deadline.Token);
        }
    }

    private async Task RequireAsync(RedisClock clock)
    {
        var seconds = await CommandAsync("TIME") is object[] and [string text, ..] ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
        if ((clock.Now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > _deadline)
            throw new InvalidOperationException("redis-server sees another clock than it should: install libfaketime");
    }

    private async Task<string> LastLogAsync()
    {
        var log = Path.Combine(Folder, "redis.log");
        return File.Exists(log) ? await File.ReadAllTextAsync(log) : "no log";
    }
}
