namespace Dachshund.Context.Redaction;

/// <summary>Numbers of payment cards: in one piece or in the groups that are printed on cards, with a beginning and length
/// that an issuer gives out and a right check digit (Luhn, ISO/IEC 7812-1). All three together are what keeps order
/// numbers, trace ids and times out: a check digit alone is right by chance one time in ten.</summary>
internal static class CardSet
{
    public const string Name = "cards";
    private const int DigitsMax = 19;

    // Nineteen digits in two ways and sixteen, American Express, Diners Club.
    private static readonly int[][] s_groups = [[4, 4, 4, 4, 3], [4, 4, 4, 4], [6, 13], [4, 6, 5], [4, 6, 4]];

    public static string Redact(string text) => NumberScan.Replace(text, Name, LengthOf);

    private static int LengthOf(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[DigitsMax];
        var count = NumberScan.CountDigits(text, DigitsMax + 1);
        if (count is >= 14 and <= DigitsMax)
        {
            text[..count].CopyTo(digits);
            return IsCard(digits[..count]) ? count : 0;
        }

        foreach (var groups in s_groups)
        {
            if (TryGroups(text, groups, digits, out var length, out count) && IsCard(digits[..count]))
                return length;
        }

        return 0;
    }

    /// <summary>Digits in groups with one kind of sign, a space or a hyphen, between them.</summary>
    private static bool TryGroups(ReadOnlySpan<char> text, int[] groups, Span<char> digits, out int length, out int count)
    {
        (length, count) = (0, 0);
        var between = text.Length > groups[0] ? text[groups[0]] : '\0';
        if (between is not (' ' or '-'))
            return false;
        foreach (var group in groups)
        {
            if (length > 0 && (length >= text.Length || text[length++] != between))
                return false;
            if (NumberScan.CountDigits(text[length..], group + 1) != group)
                return false;
            text.Slice(length, group).CopyTo(digits[count..]);
            (length, count) = (length + group, count + group);
        }

        return true;
    }

    private static bool IsCard(ReadOnlySpan<char> digits) => HasIssuer(digits) && HasCheckDigit(digits);

    private static bool HasIssuer(ReadOnlySpan<char> digits)
    {
        var four = int.Parse(digits[..4], System.Globalization.CultureInfo.InvariantCulture);
        return four switch
        {
            >= 4000 and < 5000 => digits.Length is 16 or 19, // Visa
            >= 5100 and < 5600 or >= 2221 and <= 2720 => digits.Length == 16, // Mastercard
            >= 2200 and <= 2204 => digits.Length == 16, // Mir
            >= 3400 and < 3500 or >= 3700 and < 3800 => digits.Length == 15, // American Express
            >= 3000 and <= 3059 or >= 3600 and < 3700 or >= 3800 and < 4000 => digits.Length == 14, // Diners Club
            >= 3528 and <= 3589 => digits.Length == 16, // JCB
            6011 or >= 6440 and < 6600 => digits.Length is 16 or 19, // Discover
            >= 6200 and < 6300 or >= 8100 and < 8200 => digits.Length is >= 16 and <= 19, // UnionPay
            _ => false,
        };
    }

    private static bool HasCheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? value : value * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 == 0;
    }
}
