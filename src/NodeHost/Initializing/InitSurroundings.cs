using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dachshund.Alerting;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Initializing;

/// <summary>What a new configuration takes from the machine that it is for.</summary>
internal sealed record InitSurroundings
{
    private const int FirstPort = 6379;
    private const int PortsTried = 20;
    private const int PasswordBytes = 24;
    private static readonly string[] s_systemLogs = ["/var/log/syslog", "/var/log/messages"];

    /// <summary>What relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>What <c>~/</c> stands for.</summary>
    public required string Home { get; init; }

    /// <summary>The logs of a machine that says no others.</summary>
    public required IReadOnlyList<string> DefaultLogs { get; init; }

    /// <summary>Where the node keeps what it must not forget; null for the default.</summary>
    public string? DataDir { get; init; }

    /// <summary>The address that others reach this machine by; <c>0.0.0.0</c> when none is known. IPv4: the Redis client has no
    /// other.</summary>
    public required string Address { get; init; }

    /// <summary>A port for a Redis that serves other machines.</summary>
    public required int Port { get; init; }

    /// <summary>A new password for it.</summary>
    public required string Password { get; init; }

    /// <summary>Whether messages are to be Chinese. A service doesn't have the language of who set it up.</summary>
    public bool IsChinese { get; init; }

    /// <summary>This machine.</summary>
    /// <param name="dataDir">Where the node keeps what it must not forget; null for the default.</param>
    public static InitSurroundings Of(string? dataDir)
    {
        var found = NodeAddress.Of(new NodeConfiguration(), NodeAddress.OfThisMachine()).Text;
        var isUsable = IPAddress.TryParse(found, out var address) && address.AddressFamily == AddressFamily.InterNetwork;
        return new InitSurroundings
        {
            Folder = Directory.GetCurrentDirectory(),
            Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            DefaultLogs = s_systemLogs.Where(File.Exists).ToArray() is { Length: > 0 } logs ? logs : ["/var/log/*.log"],
            DataDir = dataDir,
            Address = isUsable ? found : IPAddress.Any.ToString(),
            Port = Enumerable.Range(FirstPort, PortsTried).FirstOrDefault(IsFree, FirstPort),
            Password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes)),
            IsChinese = ConfigurationMapping.Language(LanguageSetting.Auto, Environment.GetEnvironmentVariable) == MessageLanguage.Zh,
        };
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Any, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The type's name alone: a record's own text would hold the password.</summary>
    public override string ToString() => nameof(InitSurroundings);
}
