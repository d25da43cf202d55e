using System.Globalization;

namespace Dachshund.NodeHost.Hosting;

/// <summary>
/// The folder that one node has to itself: made with mode 0700, locked for as long as the process lives. Whoever holds the lock
/// knows that no earlier process of the same folder is alive.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Makes the folder when it isn't there, and locks it.</summary>
    /// <exception cref="NodeStartException">It can't be made, or another process holds it; the message says which.</exception>
    public static DataDirectory Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            FileStream held;
            try
            {
                held = new FileStream(
                    System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e is not DirectoryNotFoundException and not PathTooLongException)
            {
                throw new NodeStartException($"another process{HolderOf(path)} runs on {path} (node.data-dir); "
                    + "stop it, or give this one a data-dir of its own");
            }

            File.WriteAllText(System.IO.Path.Combine(path, "pid"), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n"));
            return new DataDirectory(path, held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException($"node.data-dir {path} can't be used: {e.Message}");
        }
    }

    /// <summary>The name under which this folder's node was known before; null at the first start.</summary>
    public string? StoredName()
    {
        var file = System.IO.Path.Combine(Path, "name");
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }

    /// <summary>Keeps the node's name.</summary>
    public void StoreName(string name) => File.WriteAllText(System.IO.Path.Combine(Path, "name"), name + "\n");

    public void Dispose() => _lock.Dispose();

    /// <summary>The process id stands in a file of its own: under .NET's lock the locked one can't be read by others.</summary>
    private static string HolderOf(string path)
    {
        var file = System.IO.Path.Combine(path, "pid");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var id) ? $" ({id})" : "";
    }
}
