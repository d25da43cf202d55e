namespace Dachshund.NodeHost.Configuration;

/// <summary>
/// The variables that the installed service has: those of the file <c>env</c> beside its configuration, which systemd reads for it.
/// A verb by hand, or in a crontab, knows the same.
/// </summary>
internal static class ServiceEnvironment
{
    private const string FileName = "env";

    /// <summary>The environment, and what it lacks from the service's file, when it is the service's configuration that is read.</summary>
    /// <param name="environment">The process's own, which wins.</param>
    /// <param name="file">The configuration; null for none.</param>
    /// <param name="folder">Where the service's configuration is.</param>
    public static Func<string, string?> Over(Func<string, string?> environment, string? file, string folder)
    {
        if (file is null || Path.GetDirectoryName(Path.GetFullPath(file)) != folder)
            return environment;
        var variables = Read(Path.Combine(folder, FileName));
        return name => environment(name) ?? variables.GetValueOrDefault(name);
    }

    /// <summary>One that can't be read has none: what lacks is said where it is named.</summary>
    private static Dictionary<string, string> Read(string path)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines;
        try
        {
            lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lines = [];
        }

        foreach (var line in lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not ('#' or ';')))
        {
            if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                variables[line[..at].TrimEnd()] = Unquoted(line[(at + 1)..].Trim());
        }

        return variables;
    }

    private static string Unquoted(string value) =>
        value.Length >= 2 && (value[0] is '"' or '\'') && value[^1] == value[0] ? value[1..^1] : value;
}
