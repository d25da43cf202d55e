using System.Globalization;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Numbers with their nouns.</summary>
internal static class Counted
{
    /// <summary><c>1 line</c>, <c>2,000 lines</c>.</summary>
    public static string Of(long number, string noun) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary><c>14 B</c>, <c>2.1 KB</c>, <c>512.0 MB</c>.</summary>
    public static string Bytes(long number) => number switch
    {
        < 1_000 => $"{number} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1e3:N1} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:N1} MB"),
    };
}
