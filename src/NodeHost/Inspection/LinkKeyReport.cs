using Dachshund.Context.Keys;

namespace Dachshund.NodeHost.Inspection;

/// <summary>The keys of links, and whose links open nothing.</summary>
/// <param name="Keys">The keys, the oldest first.</param>
/// <param name="Pages">How many nodes with a page there are.</param>
/// <param name="Problems">What somebody should do something about, a sentence each.</param>
internal sealed record LinkKeyReport(IReadOnlyList<LinkKeyRow> Keys, int Pages, IReadOnlyList<string> Problems)
{
    private const int NamedMax = 5;
    private static readonly TimeSpan s_endsSoon = TimeSpan.FromDays(30);

    /// <summary>From what is known of keys and nodes.</summary>
    /// <param name="keys">What is published, and what this machine has.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="now">The time.</param>
    public static LinkKeyReport Of(IEnumerable<KeyStatement> keys, IReadOnlyList<ClusterNode> nodes, DateTimeOffset now)
    {
        var pages = nodes.Where(node => node is { IsThere: true, TrustedKeys: not null }).ToArray();
        var servers = nodes.Where(node => node is { IsThere: true, LinkKeys.Count: > 0 }).ToArray();
        var rows = keys.DistinctBy(key => key.Id).OrderBy(key => key.Created).Select(key => new LinkKeyRow(
            key.Id.ToString(), key.Created.ToUnixTimeMilliseconds(), key.Expires.ToUnixTimeMilliseconds(),
            [.. servers.Where(server => server.LinkKeys?[0] == key.Id.ToString()).Select(server => server.Host)],
            pages.Count(page => page.TrustedKeys?.Contains(key.Id.ToString()) == true))).ToArray();
        return new LinkKeyReport(rows, pages.Length, [.. NotBelieved(servers, pages), .. EndingSoon(rows, now)]);
    }

    private static IEnumerable<string> NotBelieved(ClusterNode[] servers, ClusterNode[] pages)
    {
        foreach (var server in servers)
        {
            var closed = pages.Where(page => !(page.TrustedKeys ?? []).Intersect(server.LinkKeys ?? []).Any())
                .Select(page => page.Host).ToArray();
            if (closed.Length == 0)
                continue;
            var named = string.Join(", ", closed.Take(NamedMax)) + (closed.Length > NamedMax ? $" and {closed.Length - NamedMax} more" : "");
            yield return $"links that {server.Host} signs don't open on {named}: no key of {server.Host} is believed there (docs/links.md)";
        }
    }

    private static IEnumerable<string> EndingSoon(LinkKeyRow[] rows, DateTimeOffset now)
    {
        var last = rows.Where(row => row.SignedBy.Count > 0).MaxBy(row => row.UntilMs);
        if (last is not null && DateTimeOffset.FromUnixTimeMilliseconds(last.UntilMs) - now < s_endsSoon)
            yield return $"the key {last.Id} signs no links after {DateTimeOffset.FromUnixTimeMilliseconds(last.UntilMs):yyyy-MM-dd}: 'dachshund keys rotate'";
    }
}
