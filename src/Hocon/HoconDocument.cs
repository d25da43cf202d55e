using Dachshund.Hocon.Resolution;
using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon;

/// <summary>
/// One HOCON text, parsed but neither merged nor resolved; its includes are read when it is resolved. Immutable.
/// </summary>
public sealed class HoconDocument
{
    private HoconDocument(Node.Object root, string sourceName, string? folder)
    {
        Root = root;
        SourceName = sourceName;
        Folder = folder;
    }

    /// <summary>What origins name: the path as given, or the name of the text.</summary>
    public string SourceName { get; }

    internal Node.Object Root { get; }

    /// <summary>The folder that relative includes start from; null when the text is in no file.</summary>
    internal string? Folder { get; }

    /// <summary>Parses a text.</summary>
    /// <param name="text">The HOCON text; its root must be an object.</param>
    /// <param name="sourceName">What origins name.</param>
    /// <param name="folder">The folder that relative includes start from; without one they are refused.</param>
    /// <param name="limits">The limits; default <see cref="HoconLimits.Default"/>.</param>
    /// <returns>The document.</returns>
    /// <exception cref="HoconException">The text is not HOCON, or too large.</exception>
    public static HoconDocument Parse(
        string text, string sourceName, string? folder = null, HoconLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sourceName);
        var root = Parser.ParseDocument(text, sourceName, limits ?? HoconLimits.Default);
        return new HoconDocument(root, sourceName, folder);
    }

    /// <summary>Reads and parses a file (UTF-8).</summary>
    /// <param name="path">The file; origins name it as given here.</param>
    /// <param name="limits">The limits; default <see cref="HoconLimits.Default"/>.</param>
    /// <returns>The document.</returns>
    /// <exception cref="HoconException">The file is missing or unreadable, not HOCON, or too large.</exception>
    public static HoconDocument Load(string path, HoconLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var origin = new Origin(path, 0, 0);
        limits ??= HoconLimits.Default;
        var text = TextFile.TryRead(path, limits, origin)
            ?? throw new HoconException(HoconReason.Include, origin, "there is no such file");
        return Parse(text, path, Path.GetDirectoryName(Path.GetFullPath(path)), limits);
    }
}
