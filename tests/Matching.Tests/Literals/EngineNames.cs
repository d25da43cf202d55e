using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Tests.Literals;

/// <summary>Every engine by name, so that a table row runs on each.</summary>
internal static class EngineNames
{
    public static readonly string[] All = ["naive", "stride", "teddy-scalar", "teddy-16", "teddy-32", "chosen"];

    /// <summary>The engine, or null where this processor has no such instructions.</summary>
    public static LiteralEngine? Make(string name, IReadOnlyList<Literal> literals) => name switch
    {
        "naive" => new NaiveEngine(literals),
        "stride" => new StrideEngine(literals),
        "teddy-scalar" => Teddy(literals, TeddyWidth.Scalar),
        "teddy-16" => Teddy(literals, TeddyWidth.Bytes16),
        "teddy-32" => Teddy(literals, TeddyWidth.Bytes32),
        _ => EngineChoice.For(literals),
    };

    private static TeddyEngine? Teddy(IReadOnlyList<Literal> literals, TeddyWidth width) =>
        width <= TeddyScan.WidestHere ? new TeddyEngine(literals, TeddyBuckets.Deal(literals), width) : null;
}
