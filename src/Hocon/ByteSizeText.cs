using System.Globalization;
using Dachshund.Hocon.Units;

namespace Dachshund.Hocon;

/// <summary>Sizes in bytes as HOCON writes them: <c>4K</c> and <c>4 KiB</c> are 4,096, <c>4kB</c> is 4,000.</summary>
public static class ByteSizeText
{
    private const string Prefixes = "KMGTPEZY";

    private static readonly string[] DecimalNames =
        ["kilo", "mega", "giga", "tera", "peta", "exa", "zetta", "yotta"];

    private static readonly string[] BinaryNames =
        ["kibi", "mebi", "gibi", "tebi", "pebi", "exbi", "zebi", "yobi"];

    private static readonly Dictionary<string, decimal> Units = AllUnits();

    /// <summary>Reads a size.</summary>
    /// <param name="text">A number, perhaps with a fraction, and a unit; a bare number is bytes.</param>
    /// <param name="bytes">The size, rounded to whole bytes.</param>
    /// <returns>Whether it is one and fits.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        ArgumentNullException.ThrowIfNull(text);
        return Quantity.TryParse(text, out var number, out var unit)
            && Units.TryGetValue(unit, out var bytesPer)
            && Quantity.TryMultiply(number, bytesPer, out bytes);
    }

    /// <summary>Writes a size in the largest binary unit that divides it: <c>4K</c>, <c>1M</c>, <c>1000</c>.</summary>
    /// <param name="bytes">The size.</param>
    /// <returns>Text that <see cref="TryParse"/> reads.</returns>
    public static string Format(long bytes)
    {
        var prefix = -1;
        while (bytes != 0 && bytes % 1024 == 0 && prefix < 4)
        {
            bytes /= 1024;
            prefix++;
        }

        var number = bytes.ToString(CultureInfo.InvariantCulture);
        return prefix < 0 ? number : number + Prefixes[prefix];
    }

    private static Dictionary<string, decimal> AllUnits()
    {
        var units = new Dictionary<string, decimal>(StringComparer.Ordinal)
        {
            [""] = 1, ["B"] = 1, ["b"] = 1, ["byte"] = 1, ["bytes"] = 1,
        };
        decimal thousands = 1, binary = 1;
        for (var i = 0; i < Prefixes.Length; i++)
        {
            thousands *= 1000;
            binary *= 1024;
            var upper = Prefixes[i].ToString();
            var lower = upper.ToLowerInvariant();
            units[i == 0 ? "kB" : upper + "B"] = thousands;
            units[DecimalNames[i] + "byte"] = units[DecimalNames[i] + "bytes"] = thousands;
            units[upper] = units[lower] = units[upper + "i"] = units[upper + "iB"] = binary;
            units[BinaryNames[i] + "byte"] = units[BinaryNames[i] + "bytes"] = binary;
        }

        return units;
    }
}
