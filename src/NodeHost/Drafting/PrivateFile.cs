using System.Text;

namespace Dachshund.NodeHost.Drafting;

/// <summary>A file that may hold secrets.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it with mode 0600, whole or not at all; what was there under that name is replaced, a link too.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        var draft = $"{full}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = new FileStream(
                draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, full, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Whether something has that name, a link that leads nowhere too.</summary>
    public static bool IsTaken(string path) => Path.Exists(path);
}
