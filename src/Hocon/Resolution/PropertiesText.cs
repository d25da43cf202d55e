using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dachshund.Hocon.Syntax;

namespace Dachshund.Hocon.Resolution;

/// <summary>
/// Java properties files: one text per dotted key. Where a key is both a text and the start of longer keys, the
/// longer keys win, whatever the order; keys are split at every dot and may have empty elements.
/// </summary>
internal static class PropertiesText
{
    public static Node.Object Parse(string text, string source, HoconLimits limits)
    {
        var fields = new Dictionary<string, Member.Field>(StringComparer.Ordinal);
        foreach (var (content, line) in LogicalLines(text))
        {
            var keyEnd = KeyEnd(content);
            var key = Unescape(content[..keyEnd], source, line);
            var value = Unescape(content[ValueStart(content, keyEnd)..], source, line);
            var path = key.Split('.').ToImmutableArray();
            var origin = new Origin(source, line, 1);
            if (path.Length > limits.DepthMax)
                throw new HoconException(HoconReason.Limit, origin, "the key is nested too deep");
            fields[key] = new Member.Field(origin, path, Append: false,
                new Node.Scalar(origin, HoconScalarKind.Text, value, IsSpace: false));
        }

        // Shorter keys first: a longer one then replaces the text at its start by an object.
        var ordered = fields.Values.OrderBy(static field => field.Path.Length);
        return new Node.Object(new Origin(source, 1, 1), [.. ordered]);
    }

    private static IEnumerable<(string Content, int Line)> LogicalLines(string text)
    {
        var lines = text.Split('\n');
        var content = new StringBuilder();
        var first = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r').TrimStart(' ', '\t', '\f', '\ufeff');
            if (content.Length == 0)
            {
                if (line.Length == 0 || line[0] is '#' or '!')
                    continue;
                first = i + 1;
            }

            var goesOn = line.Length - line.TrimEnd('\\').Length is var slashes && slashes % 2 == 1;
            content.Append(goesOn ? line.AsSpan(0, line.Length - 1) : line);
            if (goesOn && i < lines.Length - 1)
                continue;
            yield return (content.ToString(), first);
            content.Clear();
        }
    }

    private static int KeyEnd(string content)
    {
        var at = 0;
        while (at < content.Length && content[at] is not ('=' or ':' or ' ' or '\t' or '\f'))
            at += content[at] == '\\' ? 2 : 1;
        return Math.Min(at, content.Length);
    }

    private static int ValueStart(string content, int at)
    {
        var divided = false;
        while (at < content.Length && (content[at] is ' ' or '\t' or '\f' || (!divided && content[at] is '=' or ':')))
            divided |= content[at++] is '=' or ':';
        return at;
    }

    private static string Unescape(string text, string source, int line)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || ++i >= text.Length)
                result.Append(i < text.Length ? text[i] : "");
            else if (text[i] == 'u')
                result.Append(Hex(text, ref i, source, line));
            else
                result.Append(text[i] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'f' => '\f', var c => c });
        }

        return result.ToString();
    }

    private static char Hex(string text, ref int at, string source, int line)
    {
        var digits = text.AsSpan(at + 1, Math.Min(4, text.Length - at - 1));
        if (digits.Length < 4 ||
            !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw new HoconException(HoconReason.Syntax, new Origin(source, line, 1),
                "\\u must be followed by four hexadecimal digits");
        }

        at += 4;
        return (char)code;
    }
}
