using Dachshund.Actors.Cluster;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Node;
using Dachshund.Alerting;
using Dachshund.Context.Links;
using Dachshund.Journal;
using Dachshund.Tailing;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// Gives each sample of a message its link: to the address that the sample's node says of itself, signed with the server's key.
/// Not thread-safe: the router's.
/// </summary>
internal sealed class SampleLinks(ServerContext server, LinkSigner signer, TimeSpan lifetime)
{
    private const int HostsMax = 100_000;
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    private readonly Dictionary<string, Pages> _pages = [];

    /// <summary>Learns where the pages of some hosts are, unless that was asked a moment ago. Without an answer the old one
    /// holds.</summary>
    public async ValueTask PrepareAsync(IEnumerable<string> hosts, CancellationToken ct)
    {
        if (signer.Ring is null)
            return;
        var wanted = hosts.Distinct().Where(host => JournalKeys.IsName(host) && !IsFresh(host)).ToArray();
        if (wanted.Length == 0)
            return;
        if (_pages.Count > HostsMax)
            _pages.Clear();
        var answers = await Task.WhenAll(wanted.Select(host => server.Journal.ReadSessionAsync(host, ct)));
        foreach (var (host, answer) in wanted.Zip(answers))
        {
            if (answer.IsDone)
                _pages[host] = new Pages(Authority(answer.Value), server.Time.GetTimestamp());
        }
    }

    /// <summary>The link; null when the sample is of no file, its node has no page, or there is no key.</summary>
    public string? Of(NoticeSample sample)
    {
        var now = server.Time.GetUtcNow();
        if (!_pages.TryGetValue(sample.Host, out var pages) || pages.Authority is not { } authority
            || signer.Current(now) is not { } key
            || !FileCheckpoint.TryParseField(sample.Field, out var identity, out var generation))
            return null;
        var hitTime = sample.TimeMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(sample.TimeMs) : now;
        var token = new LinkToken(
            sample.Host, identity.Device, identity.Inode, generation, sample.Offset, sample.Length, hitTime, now + lifetime);
        try
        {
            return LinkUrl.Of("http", authority, token.Sign(key));
        }
        catch (ArgumentException)
        {
            // Whoever writes to Redis may have written an offset that no file has.
            return null;
        }
    }

    private bool IsFresh(string host) =>
        _pages.TryGetValue(host, out var pages) && server.Time.GetElapsedTime(pages.ReadAt) < s_fresh;

    private static string? Authority(IReadOnlyDictionary<string, string> session)
    {
        var (address, port) = (session.GetValueOrDefault(NodeFacts.Address, ""), session.GetValueOrDefault(NodeFacts.WebPort, ""));
        if (address.Length == 0 || !ushort.TryParse(port, out var number) || number == 0)
            return null;
        return address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";
    }

    private readonly record struct Pages(string? Authority, long ReadAt);
}
