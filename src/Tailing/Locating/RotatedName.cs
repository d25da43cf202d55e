namespace Dachshund.Tailing.Locating;

/// <summary>
/// What a file was called before it was rotated: <c>app.log</c> for <c>app.log.1</c>, <c>app.log-20260101</c>,
/// <c>app.log.2026-01-01.gz</c>, <c>app-2026-01-01.1.log.gz</c> and <c>app.log.old</c>. A mark is a sign that separates
/// and then only digits and such signs; it stands at the name's end or before its extension.
/// </summary>
internal static class RotatedName
{
    private const string Compressed = ".gz";
    private const int MarksMax = 3;
    private static readonly string[] s_words = [".old", ".bak"];

    public static bool IsCompressed(ReadOnlySpan<char> name) =>
        name.Length > Compressed.Length && name.EndsWith(Compressed, StringComparison.Ordinal);

    /// <summary>The names that it may have had, the latest first; none for a name that no rotation gave.</summary>
    public static IEnumerable<string> Before(string name)
    {
        if (IsCompressed(name))
        {
            name = name[..^Compressed.Length];
            yield return name;
        }

        for (var marks = 0; marks < MarksMax && Unmark(name) is { } before; marks++)
        {
            name = before;
            yield return name;
        }
    }

    private static string? Unmark(string name)
    {
        foreach (var word in s_words)
        {
            if (name.Length > word.Length && name.EndsWith(word, StringComparison.Ordinal))
                return name[..^word.Length];
        }

        return Unmark(name, name.Length) ?? Unmark(name, ExtensionAt(name));
    }

    /// <summary>The name without the mark that ends at a place; null where none does.</summary>
    private static string? Unmark(string name, int end)
    {
        var start = end;
        while (start > 0 && (char.IsAsciiDigit(name[start - 1]) || IsBetween(name[start - 1])))
            start--;
        while (start < end && (char.IsAsciiDigit(name[start]) || name[start] is 'T' or ':'))
            start++;
        var hasDigit = name.AsSpan(start, end - start).ContainsAnyInRange('0', '9');
        return start > 0 && hasDigit && char.IsAsciiDigit(name[end - 1]) ? name.Remove(start, end - start) : null;
    }

    private static bool IsBetween(char sign) => sign is '.' or '-' or '_' or '@' or ':' or 'T';

    private static int ExtensionAt(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot > 0 && dot < name.Length - 1 && name.AsSpan(dot + 1).IndexOfAnyExceptInRange('A', 'z') < 0 ? dot : 0;
    }
}
