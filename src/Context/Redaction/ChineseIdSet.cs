using System.Globalization;

namespace Dachshund.Context.Redaction;

/// <summary>Resident identity numbers (GB 11643: region, day of birth, order, check digit, all of which must be possible)
/// and mobile phone numbers with and without +86, in one piece or as 3-4-4.</summary>
internal static class ChineseIdSet
{
    public const string Name = "chinese-ids";
    private const int IdDigits = 18;
    private const int PhoneDigits = 11;
    private const string CheckDigits = "10X98765432";
    private static readonly int[] s_weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static readonly string[] s_prefixes = ["+86", "0086", "86"];

    public static string Redact(string text) =>
        NumberScan.Replace(text, Name, static rest => IsId(rest) ? IdDigits : PhoneLength(rest));

    private static bool IsId(ReadOnlySpan<char> text)
    {
        if (text.Length < IdDigits || NumberScan.CountDigits(text, IdDigits) < IdDigits - 1)
            return false;
        var province = (text[0] - '0') * 10 + text[1] - '0';
        if (province is not (>= 11 and <= 15 or >= 21 and <= 23 or >= 31 and <= 37 or >= 41 and <= 46
            or >= 50 and <= 54 or >= 61 and <= 65 or 71 or 81 or 82 or 83))
            return false;
        if (!DateOnly.TryParseExact(text.Slice(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            || born.Year is < 1850 or > 2099)
            return false;

        var sum = 0;
        for (var i = 0; i < s_weights.Length; i++)
            sum += (text[i] - '0') * s_weights[i];
        return char.ToUpperInvariant(text[IdDigits - 1]) == CheckDigits[sum % 11];
    }

    private static int PhoneLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        foreach (var prefix in s_prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            at = prefix.Length;
            if (at < text.Length && text[at] is ' ' or '-')
                at++;
            break;
        }

        return MobileLength(text[at..]) is > 0 and var length ? at + length : 0;
    }

    private static int MobileLength(ReadOnlySpan<char> text)
    {
        if (text.Length < PhoneDigits || text[0] != '1' || text[1] is < '3' or > '9')
            return 0;
        if (NumberScan.CountDigits(text, PhoneDigits) == PhoneDigits)
            return PhoneDigits;
        var between = text[3];
        return between is ' ' or '-' && text.Length >= PhoneDigits + 2 && text[8] == between
            && NumberScan.CountDigits(text, 4) == 3
            && NumberScan.CountDigits(text[4..], 5) == 4
            && NumberScan.CountDigits(text[9..], 5) == 4
            ? PhoneDigits + 2
            : 0;
    }
}
