using System.Text.RegularExpressions;

namespace Dachshund.Context.Redaction;

/// <summary>
/// What logs give away: values behind a name such as <c>password=</c>, headers, passwords in URLs, private keys, and tokens
/// that are known by their form. Each pattern keeps its group <c>before</c>, so that one sees what was there.
/// </summary>
internal static class SecretSet
{
    public const string Name = "secrets";

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>A value: in quotes that have a backslash, as JSON within JSON has them; in quotes, a quote within by a
    /// backslash; or up to what ends one. A quote that never closes ends with the line: a sample may be cut.</summary>
    private const string Value =
        """(?:\\"[^"\n]*"?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[^\s"',;&)}\]，。；]+)""";

    private static readonly Regex[] s_patterns =
    [
        // A private key, also where the text begins or ends in its middle.
        new(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*PRIVATE KEY-----)?", Options),
        new(@"(?:[A-Za-z0-9+/=]{40,76}\s+)+(?:[A-Za-z0-9+/=]{1,76}\s+)?-----END [A-Z ]*PRIVATE KEY-----", Options),

        // Headers, whose whole value is secret.
        new(
            """(?i)(?<before>\b(?:proxy-)?authorization["']?\s?[:=]\s?["']?)(?:digest [^\r\n]+|(?:[a-z]+ )?[^\s"',;]+)""",
            Options),
        new("""(?i)(?<before>\b(?:set-)?cookie["']?: ?["']?)[^\r\n"']+""", Options),
        new(@"(?i)(?<before>\bbearer )[A-Za-z0-9._~+/=-]{16,}", Options),

        // A name that ends in what is secret, and its value.
        new(
            """(?i)(?<before>(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential"""
            + """|密码|口令|密钥|令牌)(?:\\?["'])?\s?(?:=>|[:=：])\s?)""" + Value,
            Options),
        new("""(?i)(?<before>\s--[a-z-]*(?:password|passphrase|secret|token|api-key) )""" + Value, Options),
        new("""(?i)(?<before>\bpwd["']?\s?[:=]\s?)(?:"[^"/\n][^"\n]*"|[^\s"',;&/][^\s"',;&]*)""", Options),

        // The password of a URL.
        new(@"(?i)(?<before>\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@""']{0,100}:)[^\s/@""']{1,200}(?<after>@)", Options),

        // Tokens by their form: JSON web tokens, then those of AWS, GitHub, GitLab, Slack, Google, Stripe, OpenAI and its like,
        // Alibaba Cloud, Tencent Cloud, DingTalk.
        new(@"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*", Options),
        new(
            @"\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20,}"
            + @"|xox[abeoprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"
            + @"|sk-[A-Za-z0-9_-]{20,}|LTAI[A-Za-z0-9]{12,}|AKID[A-Za-z0-9]{13,}|SEC[0-9a-f]{64})\b",
            Options),
    ];

    public static string Redact(string text)
    {
        foreach (var pattern in s_patterns)
            text = pattern.Replace(text, Replace);
        return text;
    }

    private static string Replace(Match match)
    {
        var (before, after) = (match.Groups["before"].Value, match.Groups["after"].Value);
        var secret = match.Value.AsSpan(before.Length, match.Length - before.Length - after.Length);
        return secret.TrimStart("\"'").StartsWith(Mark.Start) ? match.Value : before + Mark.Over(secret, Name) + after;
    }
}
