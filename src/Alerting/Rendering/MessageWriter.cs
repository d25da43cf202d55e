using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting.Rendering;

/// <summary>Writes the message that tells a channel what it was not told yet of a group.</summary>
internal sealed class MessageWriter(RenderOptions options)
{
    public RenderedMessage Write(ChannelProfile channel, AlertGroup group, ChannelAccount account, int linesMax, long nowMs)
    {
        _ = (options, nowMs);
        var title = $"[{Severities.Name(group.RankAfter(account.ToldMark)).ToUpperInvariant()}] {group.Kind} {group.Name} ×{account.Pending}";
        title = title.Length <= channel.TitleCharsMax ? title : title[..channel.TitleCharsMax];
        var lines = group.Samples.Where(s => s.Mark > account.ToldMark).Take(linesMax).Select(s => s.Sample.Text);
        return new RenderedMessage(title, string.Join("\n", [title, .. lines]));
    }
}
