using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Hosting;

/// <summary>Which node is meant by a command.</summary>
internal static class NodeNames
{
    /// <summary>The node that is named, else the one of this machine: configured, kept in its data directory, or made of the
    /// machine's name.</summary>
    public static string HostOrOwn(DachshundConfiguration configuration, string? host)
    {
        if (host is not null || configuration.Node.Name.Length > 0)
            return host ?? configuration.Node.Name;
        var stored = Path.Combine(configuration.Node.DataDir, "name");
        return File.Exists(stored) ? File.ReadAllText(stored).Trim() : NodeName.Of(Environment.MachineName);
    }
}
