using System.Collections.Immutable;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Node;
using Dachshund.Alerting;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Journal;
using Dachshund.Journal.Samples;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.AlertRouter;

/// <summary>
/// Gives each sample of a message its link: to the address that the sample's node says of itself, signed with the server's key.
/// What got a link is kept for as long as that opens. Not thread-safe: the router's.
/// </summary>
internal sealed class SampleLinks(ServerContext server, LinkSigner signer, TimeSpan lifetime, ILogger log)
{
    /// <summary>Samples that are kept in all: about 10 MB where lines are long.</summary>
    private const int KeptMax = 10_000;

    private const int GivenMax = 1000;
    private const int HostsMax = 100_000;
    /// <summary>A report is looked at after a holiday, too.</summary>
    private static readonly TimeSpan s_reportLifetime = TimeSpan.FromDays(8);
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);

    /// <summary>A key that is new, or a node that is, meets the other in seconds.</summary>
    private static readonly TimeSpan s_closedFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Pages> _pages = [];
    private readonly HashSet<KeptSample> _given = [];
    private readonly Dictionary<string, Closed> _closed = [];

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
                _pages[host] = new Pages(
                    Scheme(answer.Value), Authority(answer.Value), TrustedKeys(answer.Value), server.Time.GetTimestamp());
        }
    }

    /// <summary>The link; null when the sample is of no file, its node has no page, or there is no key.</summary>
    public string? Of(NoticeSample sample)
    {
        var now = server.Time.GetUtcNow();
        if (ReportNotices.DayOf(sample) is { } day)
            return OfReport(sample.Host, day, now);
        if (!_pages.TryGetValue(sample.Host, out var pages) || pages.Authority is not { } authority
            || signer.Ring?.Current(now, pages.Believes) is not { } key
            || !FileCheckpoint.TryParseField(sample.Field, out var identity, out var generation))
            return null;
        SayIfClosed(sample.Host, pages.Believes(key.Id));
        var hitTime = sample.TimeMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(sample.TimeMs) : now;
        var token = new LinkToken(
            sample.Host, identity.Device, identity.Inode, generation, sample.Offset, sample.Length, hitTime, now + lifetime);
        try
        {
            var link = LinkUrl.Of(pages.Scheme, authority, token.Sign(key));
            if (_given.Count < GivenMax)
                _given.Add(new KeptSample(sample.Host, sample.Field, sample.Offset, sample.Length, sample.Path, sample.Text));
            return link;
        }
        catch (ArgumentException)
        {
            // Whoever writes to Redis may have written an offset that no file has.
            return null;
        }
    }

    /// <summary>The link to a report; null when the node that should show it has no page, or there is no key.</summary>
    private string? OfReport(string host, DateOnly day, DateTimeOffset now) =>
        _pages.TryGetValue(host, out var pages) && pages.Authority is { } authority
        && signer.Ring?.Current(now, pages.Believes) is { } key
            ? LinkUrl.OfReport(pages.Scheme, authority, new ReportToken(host, day, now + s_reportLifetime).Sign(key))
            : null;

    /// <summary>Keeps the samples that got a link since the last time. One that Redis didn't take is kept the next time; a message
    /// never waits for that.</summary>
    public async ValueTask KeepAsync(CancellationToken ct)
    {
        if (_given.Count > 0 && (await server.Journal.KeepSamplesAsync([.. _given], lifetime, KeptMax, ct)).IsDone)
            _given.Clear();
    }

    private bool IsFresh(string host) =>
        _pages.TryGetValue(host, out var pages) && server.Time.GetElapsedTime(pages.ReadAt) < s_fresh;

    /// <summary>Says once that a node has believed no key of ours for a minute, and again when it did meanwhile.</summary>
    private void SayIfClosed(string host, bool isOpen)
    {
        if (isOpen)
            _closed.Remove(host);
        else if (!_closed.TryGetValue(host, out var closed) && _closed.Count < HostsMax)
            _closed.Add(host, new Closed(server.Time.GetTimestamp(), IsSaid: false));
        else if (!closed.IsSaid && server.Time.GetElapsedTime(closed.Since) >= s_closedFor)
        {
            _closed[host] = closed with { IsSaid = true };
            ActorsLog.LinkKeyNotBelieved(log, host);
        }
    }

    private static string Scheme(IReadOnlyDictionary<string, string> session) =>
        session.GetValueOrDefault(NodeFacts.WebScheme) == "https" ? "https" : "http";

    private static string? Authority(IReadOnlyDictionary<string, string> session)
    {
        var (address, port) = (session.GetValueOrDefault(NodeFacts.Address, ""), session.GetValueOrDefault(NodeFacts.WebPort, ""));
        if (address.Length == 0 || !ushort.TryParse(port, out var number) || number == 0)
            return null;
        return address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:{port}" : $"{address}:{port}";
    }

    private static ImmutableArray<string> TrustedKeys(IReadOnlyDictionary<string, string> session) =>
        [.. session.GetValueOrDefault(NodeFacts.TrustedKeys, "").Split(',', StringSplitOptions.RemoveEmptyEntries)];

    private readonly record struct Closed(long Since, bool IsSaid);

    private readonly record struct Pages(string Scheme, string? Authority, ImmutableArray<string> TrustedKeys, long ReadAt)
    {
        public bool Believes(LinkKeyId key) => TrustedKeys.Contains(key.ToString());
    }
}
