using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dachshund.Tailing;

namespace Dachshund.Actors.DropFolder;

/// <summary>How drop folders and their files are named among a host's checkpoints, and how a state of a file is written.</summary>
internal static class DropFields
{
    private const string FilePrefix = "drop:";
    private const string FolderPrefix = "drop-folder:";
    private const int PathBytesMax = 900;

    /// <summary>The field of a file: its path, or of a very long one its beginning and its hash.</summary>
    public static string OfFile(string path) => FilePrefix + Fitting(path);

    /// <summary>The field of a folder: what it stores are the extensions that its first start is over for.</summary>
    public static string OfFolder(string root) => FolderPrefix + Fitting(root);

    /// <summary>Whether a field is one of a file below a folder.</summary>
    public static bool IsBelow(string field, string root) =>
        field.StartsWith($"{FilePrefix}{root}/", StringComparison.Ordinal);

    /// <summary>A state of a file's content: another one is a change.</summary>
    public static string PositionOf(in TreeFile file) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.ModifiedNs:x}-{file.SizeBytes:x}");

    private static string Fitting(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) <= PathBytesMax)
            return path;
        var end = PathBytesMax / 3;
        if (char.IsHighSurrogate(path[end - 1]))
            end--;
        return $"{path[..end]}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))}";
    }
}
