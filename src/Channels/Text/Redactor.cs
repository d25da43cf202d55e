using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dachshund.Channels.Text;

/// <summary>
/// Takes secrets out of a text that came from outside (an answer that echoes the request, an exception's message):
/// those
/// it knows, however they are escaped and even where the text ends in their middle, and whatever looks like one.
/// Immutable; safe for concurrent use.
/// </summary>
internal sealed partial class Redactor
{
    /// <summary>
    /// So many characters of a secret in a row are enough to hide them: an answer may be cut in a secret's middle.
    /// </summary>
    private const int PrefixChars = 8;

    private const string Mask = "***";

    private readonly ImmutableArray<string> _secrets;

    public Redactor(IEnumerable<string> secrets) =>
        _secrets = [.. secrets.Where(static secret => secret.Length > 0).Distinct()];

    /// <summary>The same with more secrets.</summary>
    public Redactor With(params IEnumerable<string> secrets) => new(_secrets.Concat(secrets));

    /// <summary>The text without secrets, on one line, at most so many characters long.</summary>
    public string Clean(string text, int charsMax)
    {
        // Secrets first, so that neither the patterns nor the cut can split one and leave its halves.
        var known = HideKnown(text);
        var masked = Pairs().Replace(Keys().Replace(Queries().Replace(known, "$1?" + Mask), "$1" + Mask), "$1" + Mask);
        return TextCut.ToChars(TextCut.CleanLine(masked), charsMax);
    }

    private string HideKnown(string text)
    {
        if (_secrets.IsEmpty) return text;
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var hidden = LongestMatch(text, at);
            if (hidden == 0)
            {
                clean.Append(text[at++]);
                continue;
            }

            clean.Append(Mask);
            at += hidden;
        }

        return clean.ToString();
    }

    private int LongestMatch(string text, int at)
    {
        var longest = 0;
        foreach (var secret in _secrets) longest = Math.Max(longest, Match(text, at, secret));
        return longest;
    }

    /// <summary>Characters of the text at that place which spell the secret or a telling beginning of it.</summary>
    private static int Match(string text, int at, string secret)
    {
        var end = at;
        var matched = 0;
        while (matched < secret.Length && MatchChar(text, end, secret[matched]) is var width && width > 0)
        {
            end += width;
            matched++;
        }

        return matched >= Math.Min(secret.Length, PrefixChars) ? end - at : 0;
    }

    /// <summary>
    /// The width of one character, plain, percent-encoded or escaped as in JSON; 0 where it is another one.
    /// </summary>
    private static int MatchChar(string text, int at, char expected)
    {
        if (at >= text.Length) return 0;
        var rest = text.AsSpan(at);
        if (char.ToUpperInvariant(rest[0]) == char.ToUpperInvariant(expected)) return 1;
        if (rest[0] == '%' && IsHex(rest, 1, 2, expected)) return 3;
        if (rest.StartsWith("\\u", StringComparison.OrdinalIgnoreCase) && IsHex(rest, 2, 4, expected)) return 6;
        return rest.Length > 1 && rest[0] == '\\' && rest[1] == expected ? 2 : 0;
    }

    private static bool IsHex(ReadOnlySpan<char> rest, int start, int digits, char expected) =>
        rest.Length >= start + digits
        && int.TryParse(
            rest.Slice(start, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
        && char.ToUpperInvariant((char)code) == char.ToUpperInvariant(expected);

    [GeneratedRegex("""(https?://[^\s?"'<>]*)\?[^\s"'<>]*""", RegexOptions.IgnoreCase)]
    private static partial Regex Queries();

    [GeneratedRegex(@"\b(SPT_|AT_|SEC)[A-Za-z0-9]{8,}")]
    private static partial Regex Keys();

    [GeneratedRegex(
        """\b((?:access_token|apptoken|token|sign|secret|spt|password)\\?["']?\s*[=:]\s*\\?["']?)[^\s&"'\\,}\]]{6,}""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Pairs();
}
