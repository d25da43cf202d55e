namespace Dachshund.Matching.Literals;

/// <summary>Looks for many literals at once. Immutable and thread-safe. All engines give the same answers.</summary>
internal abstract class LiteralEngine
{
    /// <summary>Finds the first line that holds a literal.</summary>
    /// <param name="text">Whole lines; the last may lack its line break.</param>
    /// <param name="from">Where to begin: the start of a line.</param>
    /// <returns>
    /// A position within the first such line (where one of its literals starts, not necessarily the first), or -1.
    /// </returns>
    public abstract int Find(ReadOnlySpan<byte> text, int from);

    /// <summary>Adds every literal that the line holds.</summary>
    public abstract void Collect(ReadOnlySpan<byte> line, LiteralHits hits);
}
