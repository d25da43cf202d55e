using System.Text;

namespace Dachshund.Context.Keys;

/// <summary>A folder (0700) of small text files (0600), each written whole or not at all.</summary>
internal static class KeyFolder
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersMode =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const int FileBytesMax = 16 * 1024;

    /// <summary>The files with an ending, by name; none where the folder is missing.</summary>
    /// <exception cref="LinkKeyException">The folder cannot be read.</exception>
    public static string[] List(string folder, string ending) => Try(folder, () =>
        Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*" + ending).Order(StringComparer.Ordinal)]
            : Array.Empty<string>());

    /// <summary>A file's text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isSecret">Whether it is refused when others than its owner may read or write it.</param>
    /// <exception cref="LinkKeyException">It cannot be read, is too large, or others may read it.</exception>
    public static string Read(string path, bool isSecret) => Try(path, () =>
    {
        using var file = File.OpenRead(path);
        if (isSecret && (File.GetUnixFileMode(file.SafeFileHandle) & OthersMode) != 0)
            throw new LinkKeyException($"{path} may be read by others than its owner: chmod 600 {path}");
        if (file.Length > FileBytesMax)
            throw new LinkKeyException($"{path} is no key: it has {file.Length} bytes");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>Writes beside the file, to the disk, and then takes its place.</summary>
    /// <exception cref="LinkKeyException">It cannot be written.</exception>
    public static void Write(string path, string text) => Try(path, () =>
    {
        var folder = Path.GetDirectoryName(path) ?? ".";
        Directory.CreateDirectory(folder, FileMode | UnixFileMode.UserExecute);
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = FileMode,
        };
        using (var file = new FileStream(beside, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return true;
    });

    /// <exception cref="LinkKeyException">It cannot be deleted.</exception>
    public static void Delete(string path) => Try(path, () =>
    {
        File.Delete(path);
        return true;
    });

    private static T Try<T>(string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LinkKeyException($"{path} cannot be used: {failure.Message}", failure);
        }
    }
}
