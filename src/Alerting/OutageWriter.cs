using Dachshund.Alerting.Rendering;

namespace Dachshund.Alerting;

/// <summary>Writes what a node says by itself, without a router, when Redis goes and when it comes back. Thread-safe.</summary>
public sealed class OutageWriter
{
    private const int HostCharsMax = 64;
    private const int TitleCharsMax = 60;

    private readonly Phrases _phrases;
    private readonly TimeText _times;

    /// <summary>Makes a writer.</summary>
    /// <param name="options">Language and zone.</param>
    public OutageWriter(RenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_phrases, _times) = (new Phrases(options.Language), new TimeText(options.Zone));
    }

    /// <summary>Redis is away.</summary>
    /// <param name="channel">Who is told.</param>
    /// <param name="outage">The outage.</param>
    /// <param name="mayRepeat">Whether it may have been told before.</param>
    public RenderedMessage Away(ChannelProfile channel, Outage outage, bool mayRepeat) => Write(
        channel, outage, mayRepeat, Severities.Rank(Severities.Critical), _phrases.RedisAway,
        outage => [_phrases.AwaySince(_times.Of(outage.SinceMs, outage.NowMs), Lasted(outage)), _phrases.AlertsWait]);

    /// <summary>Redis is back.</summary>
    /// <param name="channel">Who is told.</param>
    /// <param name="outage">The outage that is over.</param>
    /// <param name="mayRepeat">Whether it may have been told before.</param>
    public RenderedMessage Back(ChannelProfile channel, Outage outage, bool mayRepeat) => Write(
        channel, outage, mayRepeat, Severities.Rank(Severities.Info), _phrases.RedisBack,
        outage => [_phrases.WasAwaySince(_times.Of(outage.SinceMs, outage.NowMs), Lasted(outage), outage.IsExact), _phrases.NothingLost]);

    /// <summary>Nothing is routed: notices wait and none becomes a message.</summary>
    /// <param name="channel">Who is told.</param>
    /// <param name="host">The server that says so.</param>
    /// <param name="waitsFor">What the router waits for, one sentence.</param>
    public RenderedMessage NotRouted(ChannelProfile channel, string host, string waitsFor) => Write(
        channel, new Outage(host, 0, 0), mayRepeat: false, Severities.Rank(Severities.Critical), _phrases.NotRouted,
        _ => [_phrases.NoticesWait, SafeText.Show(waitsFor, TitleCharsMax * 4)]);

    /// <summary>Notices become messages again.</summary>
    /// <param name="channel">Who is told.</param>
    /// <param name="host">The server that says so.</param>
    public RenderedMessage RoutedAgain(ChannelProfile channel, string host) => Write(
        channel, new Outage(host, 0, 0), mayRepeat: false, Severities.Rank(Severities.Info), _phrases.RoutedAgain,
        _ => [_phrases.NothingLost]);

    private RenderedMessage Write(
        ChannelProfile channel, Outage outage, bool mayRepeat, int rank, string what, Func<Outage, IReadOnlyList<string>> lines)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(outage);
        var markup = Markup.For(channel);
        var text = $"[{_phrases.Severity(rank)}] {what}: {SafeText.Show(outage.Host, HostCharsMax)}";
        var charsMax = Math.Min(channel.TitleCharsMax, TitleCharsMax + HostCharsMax);
        var title = TitleWriter.WithKeyword(channel, SafeText.Show(text, charsMax), charsMax);
        var body = markup.Heading(markup.Escape(title)) + string.Concat(lines(outage).Select(line => markup.Line(markup.Escape(line))));
        if (channel.RequiredKeywords.Count > 0
            && !channel.RequiredKeywords.Any(word => body.Contains(word, StringComparison.Ordinal)))
            body += markup.Line(channel.RequiredKeywords[0]);
        var message = new RenderedMessage(SafeText.Disarm(title, channel.BreaksMentions, links: false), body);
        return mayRepeat ? RepeatMark.Put(message, channel) : message;
    }

    private string Lasted(Outage outage) => _phrases.Span(TimeSpan.FromMilliseconds(Math.Max(0, outage.NowMs - outage.SinceMs)));
}
