using System.Globalization;
using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Embedded;

/// <summary>
/// Where the embedded server listens, for this machine's other processes: <c>redis/endpoint</c>, readable by its owner
/// only.
/// </summary>
internal static class EndpointFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    internal static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "redis", "endpoint");

    /// <summary>Reads it; null when there is none, or a half one.</summary>
    internal static RedisEndpoint? TryRead(string dataDirectory)
    {
        try
        {
            var lines = File.ReadAllLines(PathIn(dataDirectory));
            return lines.Length >= 3
                && int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new RedisEndpoint(lines[0], port, lines[2])
                : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it whole or not at all.</summary>
    internal static void Write(string dataDirectory, RedisEndpoint endpoint)
    {
        var path = PathIn(dataDirectory);
        WritePrivate(path + ".new", string.Create(
            CultureInfo.InvariantCulture, $"{endpoint.Host}\n{endpoint.Port}\n{endpoint.Password}\n"));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Writes a file that only its owner may read, from its first byte on.</summary>
    internal static void WritePrivate(string path, string text)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
