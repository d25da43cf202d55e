using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Alerting.Routing;

/// <summary>A route with its channels worked out.</summary>
internal sealed record RouteEntry(
    string Id, RouteOptions Options, ImmutableArray<string> Channels, ImmutableArray<string> GroupBy)
{
    public bool Takes(Notice notice) =>
        LabelSet.MatchesAll(notice, Options.Match) && (Options.Except.Count == 0 || !LabelSet.MatchesAll(notice, Options.Except));

    /// <summary>Named by what it matches, not by its place: a route put before it leaves its alerts alone.</summary>
    public static string IdOf(RouteOptions route)
    {
        var text = new StringBuilder();
        Append(text, route.Match);
        text.Append('!');
        Append(text, route.Except);
        text.Append('>').AppendJoin('\n', route.Channels);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }

    private static void Append(StringBuilder text, IReadOnlyDictionary<string, IReadOnlyList<string>> labels)
    {
        foreach (var (label, globs) in labels.OrderBy(l => l.Key, StringComparer.Ordinal))
            text.Append(label).Append('=').AppendJoin('\n', globs).Append(';');
    }
}
