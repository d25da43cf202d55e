namespace Dachshund.Alerting.Tests.Rendering;

/// <summary>Messages of a book of one channel, without waiting.</summary>
internal static class Rendered
{
    public static readonly MessageFormat[] Formats =
        [MessageFormat.Plain, MessageFormat.DingTalkMarkdown, MessageFormat.Markdown, MessageFormat.Html];

    public static DueDelivery Message(
        ChannelProfile channel, RenderOptions render, long atMs = 60_000, int linesMax = 3, params Notice[] notices)
    {
        var options = new AlertingOptions
        {
            GroupWait = TimeSpan.Zero,
            ReportChannels = ["*"],
            PerChannel = new Dictionary<string, ChannelPolicy> { [channel.Name] = new() { LinesMax = linesMax } },
        };
        var book = new AlertBook(options, [channel], render);
        foreach (var notice in notices)
            book.Fold(notice, Some.Start + atMs);
        return Assert.Single(book.TakeDue(Some.Start + atMs, _ => true, "a"));
    }

    public static DueDelivery Message(MessageFormat format, params Notice[] notices) =>
        Message(Some.Channel(format: format), Some.Render(), notices: notices);

    public static DueDelivery OfLine(MessageFormat format, string line) =>
        Message(format, Some.Match(template: "") with { Samples = [Some.Sample(text: line)] });
}
