using System.Text;

namespace Dachshund.NodeHost.Importing;

/// <summary>What was read of a file that is nearly JSON.</summary>
/// <param name="File">Its name, without folder.</param>
/// <param name="Folder">Its folder, from the root on.</param>
/// <param name="Members">The members of the one object in it.</param>
/// <param name="Warnings">What was tolerated, each <c>file:line: what</c>.</param>
internal sealed record LooseDocument(string File, string Folder, IReadOnlyList<LooseMember> Members, IReadOnlyList<string> Warnings)
{
    /// <summary>Bytes of a file at most.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It can't be read or understood, or is too big.</exception>
    public static LooseDocument Load(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[BytesMax + 1];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read > BytesMax)
                throw new ImportException($"{path}: is over 1 MB: no configuration of the older tools");
            return Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, read), path);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportException($"{path}: is no UTF-8 text; if it is Chinese: iconv -f GB18030 -t UTF-8 {path} > utf8.cfg");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path}: can't be read: {e.Message}");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What to name in warnings and errors.</param>
    /// <exception cref="ImportException">It can't be understood.</exception>
    public static LooseDocument Parse(string text, string path)
    {
        var reader = new LooseReader(text, path);
        var members = reader.Read();
        return new LooseDocument(Path.GetFileName(path), Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", members, reader.Warnings);
    }
}
