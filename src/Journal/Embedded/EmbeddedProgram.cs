namespace Dachshund.Journal.Embedded;

/// <summary>Finds the programs that run the embedded server.</summary>
internal static class EmbeddedProgram
{
    private const string ServerName = "redis-server";

    /// <summary>
    /// The server's program: from the PATH; else the one that Debian's redis-tools installs as <c>redis-check-rdb</c>,
    /// which is the whole server and looks at the name that it is called by, through a link in our folder.
    /// </summary>
    /// <exception cref="JournalException">There is none.</exception>
    internal static string FindServer(string folder)
    {
        if (OnPath(ServerName) is { } server)
            return server;
        var tool = OnPath("redis-check-rdb") ?? throw new JournalException(
            JournalFault.Embedded,
            "redis-server is not on the PATH: install redis-server or redis-tools, or set redis.connection");
        var link = Path.Combine(folder, ServerName);
        if (!File.Exists(link))
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, tool);
        }

        return link;
    }

    /// <summary>A program of util-linux.</summary>
    /// <exception cref="JournalException">It is not there.</exception>
    internal static string FindTool(string name) => OnPath(name) ?? throw new JournalException(
        JournalFault.Embedded,
        $"{name} is not on the PATH: install util-linux, or set redis.connection to a Redis of your own");

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
