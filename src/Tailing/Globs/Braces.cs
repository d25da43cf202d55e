namespace Dachshund.Tailing.Globs;

/// <summary>Expands <c>{a,b}</c>, nested too, the way a shell does.</summary>
internal static class Braces
{
    public const int PatternsMax = 1000;

    /// <summary>All patterns that the text stands for, at most <see cref="PatternsMax"/>; false when there are
    /// more.</summary>
    public static bool TryExpand(string text, List<string> patterns)
    {
        if (!TryFindGroup(text, out var open, out var close, out var commas))
        {
            if (patterns.Count >= PatternsMax)
                return false;
            patterns.Add(text);
            return true;
        }

        var start = open + 1;
        foreach (var end in (IEnumerable<int>)[.. commas, close])
        {
            var one = string.Concat(text.AsSpan(0, open), text.AsSpan(start, end - start), text.AsSpan(close + 1));
            if (!TryExpand(one, patterns))
                return false;
            start = end + 1;
        }

        return true;
    }

    /// <summary>The first group that has a comma; a brace without its partner or without a comma is an ordinary
    /// sign.</summary>
    private static bool TryFindGroup(string text, out int open, out int close, out List<int> commas)
    {
        commas = [];
        close = -1;
        for (open = NextSign(text, 0, '{'); open >= 0; open = NextSign(text, open + 1, '{'))
        {
            commas.Clear();
            var depth = 0;
            for (var i = open; i < text.Length; i++)
            {
                if (text[i] == '\\')
                    i++;
                else if (text[i] == '{')
                    depth++;
                else if (text[i] == ',' && depth == 1)
                    commas.Add(i);
                else if (text[i] == '}' && --depth == 0)
                {
                    close = i;
                    break;
                }
            }

            if (close > open && commas.Count > 0)
                return true;
            close = -1;
        }

        return false;
    }

    private static int NextSign(string text, int from, char sign)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == sign)
                return i;
        }

        return -1;
    }
}
