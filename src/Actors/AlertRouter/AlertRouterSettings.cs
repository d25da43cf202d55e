using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.Channels.Terminal;

namespace Dachshund.Actors.AlertRouter;

/// <summary>How alerts become messages, and where these go.</summary>
/// <param name="Alerting">Groups, routes, intervals.</param>
/// <param name="Render">Language and zone.</param>
/// <param name="Channels">The channels by their configured names.</param>
public sealed record AlertRouterSettings(
    AlertingOptions Alerting, RenderOptions Render, IReadOnlyDictionary<string, ConfiguredChannel> Channels)
{
    /// <summary>Signs the links of samples; the node's own, set when its actors start. Default: none.</summary>
    internal SampleLinks? Links { get; init; }
}

/// <summary>One channel.</summary>
/// <param name="Channel">What sends.</param>
/// <param name="RequiredKeywords">Words of which the channel wants one in each message.</param>
public sealed record ConfiguredChannel(IChannel Channel, IReadOnlyList<string> RequiredKeywords)
{
    /// <summary>How many messages its robot may get in one window; null (default) is the channel's own figure.</summary>
    public int? BudgetMessages { get; init; }

    /// <summary>What a report may take from a sender that lost the lease to the inbox.</summary>
    private static TimeSpan AnswerMargin => TimeSpan.FromSeconds(1);

    /// <summary>What those who write messages must know of it.</summary>
    /// <param name="name">Its configured name.</param>
    internal ChannelProfile ToProfile(string name)
    {
        var traits = Channel.Traits;
        return new ChannelProfile(name, Format(traits.Format), traits.BodyBytesMax, traits.TitleCharsMax)
        {
            RequiredKeywords = RequiredKeywords,
            ShowsLinks = Channel is not TerminalChannel,
            AttemptMax = traits.Timeout + AnswerMargin,
        };
    }

    private static MessageFormat Format(BodyFormat format) => format switch
    {
        BodyFormat.Plain => MessageFormat.Plain,
        BodyFormat.DingTalkMarkdown => MessageFormat.DingTalkMarkdown,
        BodyFormat.Markdown => MessageFormat.Markdown,
        BodyFormat.Html => MessageFormat.Html,
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "a format that nobody renders"),
    };
}
