namespace Dachshund.Matching.Literals;

/// <summary>One literal after the other at each position: the definition that the other engines are compared with.</summary>
internal sealed class NaiveEngine(IReadOnlyList<Literal> literals) : LiteralEngine
{
    public override int Find(ReadOnlySpan<byte> text, int from)
    {
        for (var start = from; start < text.Length; start++)
            foreach (var literal in literals)
                if (literal.IsAt(text, start))
                    return start;
        return -1;
    }

    public override void Collect(ReadOnlySpan<byte> line, LiteralHits hits)
    {
        for (var start = 0; start < line.Length; start++)
            for (var i = 0; i < literals.Count; i++)
                if (literals[i].IsAt(line, start))
                    hits.Add(i);
    }
}
