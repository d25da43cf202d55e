using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon;

/// <summary>Paths as people write them: <c>inputs.app.paths</c>, <c>channels."on call".type</c>.</summary>
public static class HoconPath
{
    /// <summary>Splits a path into its keys.</summary>
    /// <param name="path">The path expression.</param>
    /// <param name="source">What to name in an error.</param>
    /// <returns>At least one key.</returns>
    /// <exception cref="HoconException">It is no path.</exception>
    public static ImmutableArray<string> Parse(string path, string source)
    {
        ArgumentNullException.ThrowIfNull(path);
        var tokens = Lexer.Tokenize(path, source, out _);
        tokens.RemoveAt(tokens.Count - 1);
        foreach (var token in tokens)
        {
            if (!IsPathToken(token.Kind))
                throw Fail(token, "is no path: only keys divided by dots are");
        }

        return PathText.Parse(CollectionsMarshal.AsSpan(tokens), Fail);

        HoconException Fail(Token token, string message) =>
            new(HoconReason.Syntax, new Origin(source, 0, 0), message);
    }

    /// <summary>Writes a path so that <see cref="Parse"/> gives the same keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>The path expression.</returns>
    public static string Render(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return string.Join('.', keys.Select(RenderKey));
    }

    /// <summary>Appends one key to a path.</summary>
    /// <param name="path">The path, empty for the root.</param>
    /// <param name="key">The key, quoted if it has to be.</param>
    /// <returns>The longer path.</returns>
    public static string Append(string path, string key)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(key);
        return path.Length == 0 ? RenderKey(key) : $"{path}.{RenderKey(key)}";
    }

    internal static bool IsPathToken(TokenKind kind) =>
        kind is TokenKind.Unquoted or TokenKind.Number or TokenKind.Quoted or TokenKind.Whitespace;

    internal static string RenderKey(string key)
    {
        if (key.Length > 0 && key != "include" && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return key;
        var text = new StringBuilder();
        Rendering.JsonText.AppendQuoted(text, key);
        return text.ToString();
    }
}
