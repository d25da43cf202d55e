using Dachshund.NodeHost.Initializing;

namespace Dachshund.NodeHost.Tests.Initializing;

/// <summary>A machine that is always the same.</summary>
internal static class Machine
{
    public static InitSurroundings Some { get; } = new()
    {
        Folder = "/srv/here",
        Home = "/home/ann",
        DefaultLogs = ["/var/log/syslog"],
        DataDir = "/srv/here/data",
        Address = "10.0.0.5",
        Port = 6379,
        Password = "hush",
    };
}
