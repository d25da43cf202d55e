using System.Text;
using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Tests.Literals;

/// <summary>Every engine by name, so that a table row runs on each.</summary>
internal static class EngineNames
{
    public static readonly string[] All = 
        ["naive", "stride", "teddy-scalar", "teddy-16", "teddy-32", "teddy-scalar-narrow", "teddy-16-narrow", "teddy-32-narrow", "chosen"];

    /// <summary>The engine, or null where this processor has no such instructions or these literals don't suit it.</summary>
    public static LiteralEngine? Make(string name, IReadOnlyList<Literal> literals) => name switch
    {
        "naive" => new NaiveEngine(literals),
        "stride" => new StrideEngine(literals),
        "teddy-scalar" => Teddy(literals, TeddyWidth.Scalar),
        "teddy-16" => Teddy(literals, TeddyWidth.Bytes16),
        "teddy-32" => Teddy(literals, TeddyWidth.Bytes32),
        "teddy-scalar-narrow" => Teddy(literals, TeddyWidth.Scalar, narrow: true),
        "teddy-16-narrow" => Teddy(literals, TeddyWidth.Bytes16, narrow: true),
        "teddy-32-narrow" => Teddy(literals, TeddyWidth.Bytes32, narrow: true),
        _ => EngineChoice.For(literals),
    };

    private static TeddyEngine? Teddy(IReadOnlyList<Literal> literals, TeddyWidth width, bool narrow = false)
    {
        var suits = !narrow || literals.All(literal => literal.Length >= 3 && Ascii.IsValid(literal.Bytes));
        return suits && width <= TeddyScan.WidestHere
            ? new TeddyEngine(literals, TeddyBuckets.Deal(literals, narrow), width)
            : null;
    }
}
