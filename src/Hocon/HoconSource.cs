using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon;

/// <summary>One of the layers that make a configuration: a document, or one override from the command line.</summary>
public sealed class HoconSource
{
    private HoconSource(HoconDocument? document, Node.Object root)
    {
        Document = document;
        Root = root;
    }

    internal HoconDocument? Document { get; }

    internal Node.Object Root { get; }

    /// <summary>A parsed document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The source.</returns>
    public static HoconSource FromDocument(HoconDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new HoconSource(document, document.Root);
    }

    /// <summary>
    /// An override <c>key=value</c> or <c>key+=value</c>. The value is read as a HOCON value; text that is none
    /// (a URL, <c>*.log</c>, anything with a comment in it) is taken as it stands. Its origin is <c>--set key</c>.
    /// </summary>
    /// <param name="assignment">The text after <c>--set</c>.</param>
    /// <param name="rootPath">The path put before keys that do not start with it; empty for none.</param>
    /// <param name="limits">The limits; default <see cref="HoconLimits.Default"/>.</param>
    /// <returns>The source.</returns>
    /// <exception cref="HoconException">There is no <c>=</c>, or the key is no path.</exception>
    public static HoconSource FromSet(string assignment, string rootPath = "", HoconLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        ArgumentNullException.ThrowIfNull(rootPath);
        limits ??= HoconLimits.Default;
        var divider = assignment.IndexOf('=', StringComparison.Ordinal);
        if (divider <= 0)
            throw new HoconException(HoconReason.Syntax, new Origin("--set", 0, 0), "is followed by key=value");
        var append = assignment[divider - 1] == '+';
        var key = assignment[..(append ? divider - 1 : divider)].Trim();
        var source = $"--set {key}";
        var path = HoconPath.Parse(key, source);
        if (rootPath.Length > 0 && path[0] != rootPath)
            path = path.Insert(0, rootPath);
        if (path.Length > limits.DepthMax)
            throw new HoconException(HoconReason.Limit, new Origin(source, 0, 0), "the key is nested too deep");
        var value = Parser.ParseValueOrText(assignment[(divider + 1)..], source, limits);
        var origin = new Origin(source, 0, 0);
        return new HoconSource(null, new Node.Object(origin, [new Member.Field(origin, path, append, value)]));
    }
}
