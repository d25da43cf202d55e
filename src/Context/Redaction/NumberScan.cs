using System.Text;

namespace Dachshund.Context.Redaction;

/// <summary>
/// Numbers of a certain kind in a text. A number begins and ends where no ASCII letter, digit or underscore touches it,
/// and behind no decimal point; at each such place the kind is asked how long the number is that begins there. Looks at
/// each place once, so the time is linear for a kind that looks ahead a bounded way.
/// </summary>
internal static class NumberScan
{
    /// <summary>The length of the number that begins at the span's start; 0 for none.</summary>
    public delegate int Kind(ReadOnlySpan<char> text);

    public static string Replace(string text, string set, Kind kind)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = MayBegin(text, at) ? kind(text.AsSpan(at)) : 0;
            if (length == 0 || (at + length < text.Length && IsWord(text[at + length])))
            {
                at++;
                continue;
            }

            result ??= new StringBuilder(text.Length);
            result.Append(text, copied, at - copied).Append(Mark.Over(text.AsSpan(at, length), set));
            at += length;
            copied = at;
        }

        return result is null ? text : result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Digits in a row from the start on, no more than are asked for.</summary>
    public static int CountDigits(ReadOnlySpan<char> text, int max)
    {
        var count = 0;
        while (count < max && count < text.Length && char.IsAsciiDigit(text[count]))
            count++;
        return count;
    }

    private static bool MayBegin(string text, int at) =>
        (char.IsAsciiDigit(text[at]) || text[at] == '+')
        && (at == 0 || (!IsWord(text[at - 1]) && !IsFraction(text, at)));

    private static bool IsFraction(string text, int at) =>
        at > 1 && text[at - 1] == '.' && char.IsAsciiDigit(text[at - 2]);

    private static bool IsWord(char sign) => char.IsAsciiLetterOrDigit(sign) || sign == '_';
}
