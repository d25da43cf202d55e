using System.Globalization;

namespace Dachshund.Hocon.Units;

/// <summary>A number with a unit.</summary>
internal static class Quantity
{
    /// <summary>Splits a text into a number and the letters that follow it.</summary>
    public static bool TryParse(string text, out decimal number, out string unit)
    {
        var trimmed = text.AsSpan().Trim();
        var letters = trimmed.Length;
        while (letters > 0 && char.IsLetter(trimmed[letters - 1]))
            letters--;
        unit = trimmed[letters..].ToString();
        return decimal.TryParse(trimmed[..letters].TrimEnd(),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Multiplies and rounds; false when the outcome is no 64-bit number.</summary>
    public static bool TryMultiply(decimal number, decimal factor, out long product)
    {
        product = 0;
        if (Math.Abs(number) > long.MaxValue / factor)
            return false;
        var rounded = Math.Round(number * factor);
        if (rounded is > long.MaxValue or < long.MinValue)
            return false;
        product = (long)rounded;
        return true;
    }
}
