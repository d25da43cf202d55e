using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Embedded;

/// <summary>The folder <c>data-dir/redis</c> and what is in it besides the data.</summary>
internal sealed class EmbeddedFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _dataDirectory;
    private readonly EmbeddedOptions _options;

    internal EmbeddedFolder(JournalOptions options)
    {
        _options = options.Embedded;
        _dataDirectory = Path.GetFullPath(options.DataDirectory);
        if (!IsLoopback(_options.Bind) && _options.Password.Length == 0)
        {
            throw new JournalException(
                JournalFault.Option,
                $"redis.embedded.bind is {_options.Bind}, which others can reach: set redis.embedded.password too");
        }

        if (_options.Password.AsSpan().ContainsAny('"', '\\', '\n'))
            throw new JournalException(
                JournalFault.Option, "redis.embedded.password holds a quote, a backslash or a line break");
    }

    /// <summary>The folder, absolute.</summary>
    internal string Root => Path.Combine(_dataDirectory, "redis");

    /// <summary>The file that is locked for as long as the server lives.</summary>
    internal string LockFile => Path.Combine(Root, "lock");

    /// <summary>The server's configuration, with its password.</summary>
    internal string ConfigurationFile => Path.Combine(Root, "redis.conf");

    /// <summary>What the server logs: warnings only.</summary>
    internal string LogFile => Path.Combine(Root, "redis.log");

    /// <summary>Pid and start time of the server.</summary>
    internal string ProcessFile => Path.Combine(Root, "process");

    /// <summary>Whether another port is no way out of a taken one.</summary>
    internal bool HasFixedPort => _options.Port > 0;

    /// <summary>Makes the folder, for its owner only.</summary>
    internal void Create()
    {
        Directory.CreateDirectory(Root);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Root, OwnerOnly);
    }

    /// <summary>Whether a server lives on this folder: it holds the lock by a descriptor that it inherited.</summary>
    internal bool IsLocked()
    {
        try
        {
            using var held = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>
    /// Where the next server listens: as configured, else as before, else a free port and a random password.
    /// </summary>
    internal RedisEndpoint Choose(bool anotherPort)
    {
        var before = EndpointFile.TryRead(_dataDirectory);
        var password = _options.Password.Length > 0
            ? _options.Password
            : before?.Password ?? RandomNumberGenerator.GetHexString(48, true);
        var port = _options.Port > 0 ? _options.Port : !anotherPort && before is not null ? before.Port : FreePort();
        return new RedisEndpoint("127.0.0.1", port, password);
    }

    /// <summary>The endpoint that the last server was started with.</summary>
    internal RedisEndpoint? Last() => EndpointFile.TryRead(_dataDirectory);

    /// <summary>Whether the server that was started last runs as the options now want it.</summary>
    internal bool IsAsConfigured(RedisEndpoint endpoint) =>
        File.Exists(ConfigurationFile) && File.ReadAllText(ConfigurationFile) == Configuration(endpoint);

    /// <summary>Writes what the server and the other processes of this machine need to know.</summary>
    internal void Write(RedisEndpoint endpoint)
    {
        EndpointFile.WritePrivate(ConfigurationFile, Configuration(endpoint));
        EndpointFile.Write(_dataDirectory, endpoint);
        File.Delete(LogFile);
    }

    /// <summary>The last lines that the server logged.</summary>
    internal string LastLog() =>
        File.Exists(LogFile) ? string.Join(" | ", File.ReadLines(LogFile).TakeLast(3)) : string.Empty;

    private static bool IsLoopback(string bind) =>
        bind == "localhost" || (IPAddress.TryParse(bind, out var address) && IPAddress.IsLoopback(address));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Configuration(RedisEndpoint endpoint)
    {
        var bind = IsLoopback(_options.Bind)
            ? "127.0.0.1"
            : _options.Bind is "0.0.0.0" or "*" ? "0.0.0.0" : $"{_options.Bind} 127.0.0.1";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            bind {bind}
            port {endpoint.Port}
            requirepass "{endpoint.Password}"
            dir "{Root}"
            logfile "{LogFile}"
            loglevel warning
            appendonly yes
            appendfsync always
            save ""
            maxmemory-policy noeviction
            daemonize no
            databases 1

            """);
    }
}
