namespace Dachshund.Matching.Literals;

/// <summary>
/// The three or four bytes of a literal that the packed search looks for, where they are the rarest. A shorter literal has
/// fewer; what is missing matches anything.
/// </summary>
/// <param name="Literal">Index of the literal.</param>
/// <param name="Offset">Where the window starts in the literal, bytes.</param>
/// <param name="Masks">What the window lets pass.</param>
internal sealed record TeddyWindow(int Literal, int Offset, TeddyMasks Masks)
{
    // Later windows of a long literal are hardly rarer than the rarest of these.
    private const int OffsetsMax = 32;

    public static TeddyWindow Choose(int index, Literal literal, int windowBytes)
    {
        var best = new TeddyWindow(index, 0, TeddyMasks.Of(literal, 0, windowBytes));
        var offsets = Math.Min(literal.Length - windowBytes + 1, OffsetsMax);
        for (var offset = 1; offset < offsets; offset++)
        {
            var masks = TeddyMasks.Of(literal, offset, windowBytes);
            if (masks.Probability < best.Masks.Probability) best = new TeddyWindow(index, offset, masks);
        }

        return best;
    }
}
