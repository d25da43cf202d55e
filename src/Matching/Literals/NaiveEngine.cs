namespace Dachshund.Matching.Literals;

/// <summary>One search per literal: the definition that the other engines are compared with.</summary>
internal sealed class NaiveEngine(IReadOnlyList<Literal> literals) : LiteralEngine
{
    public override int Find(ReadOnlySpan<byte> text, int from)
    {
        var best = -1;
        foreach (var literal in literals)
        {
            var at = IndexOf(best < 0 ? text[from..] : text[from..best], literal);
            if (at >= 0) best = from + at;
        }

        return best;
    }

    public override void Collect(ReadOnlySpan<byte> line, LiteralHits hits)
    {
        for (var i = 0; i < literals.Count; i++)
            if (IndexOf(line, literals[i]) >= 0)
                hits.Add(i);
    }

    private static int IndexOf(ReadOnlySpan<byte> text, Literal literal)
    {
        var bytes = literal.Bytes.Span;
        if (!literal.IgnoreCase) return text.IndexOf(bytes);
        for (var i = 0; i + bytes.Length <= text.Length; i++)
            if (EqualsIgnoreCase(text.Slice(i, bytes.Length), bytes))
                return i;
        return -1;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> folded)
    {
        for (var i = 0; i < folded.Length; i++)
        {
            var value = char.IsAsciiLetterUpper((char)text[i]) ? (byte)(text[i] | 0x20) : text[i];
            if (value != folded[i]) return false;
        }

        return true;
    }
}
