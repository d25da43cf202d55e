namespace Dachshund.Matching.Literals;

/// <summary>Which engine suits the literals.</summary>
internal static class EngineChoice
{
    // A candidate costs about as much as 100 bytes of packed search. Above this the sampling search is faster.
    private const double CandidatesPerByteMax = 0.004;

    public static LiteralEngine For(IReadOnlyList<Literal> literals)
    {
        if (TeddyScan.WidestHere != TeddyWidth.Scalar && literals.Count <= TeddyBuckets.LiteralsMax)
        {
            var buckets = TeddyBuckets.Deal(literals);
            if (buckets.CandidatesPerByte <= CandidatesPerByteMax)
                return new TeddyEngine(literals, buckets, TeddyScan.WidestHere);
        }

        return new StrideEngine(literals);
    }
}
