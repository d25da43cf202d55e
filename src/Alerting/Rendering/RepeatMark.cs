namespace Dachshund.Alerting.Rendering;

/// <summary>Marks a message whose words may have been read before. The mark is the same in every language.</summary>
internal static class RepeatMark
{
    public const string Text = "(可能重复 / may be a repeat)";

    /// <summary>More than the mark takes in any format, in bytes of a JSON string.</summary>
    public const int BytesMax = 64;

    public static RenderedMessage Put(RenderedMessage message, ChannelProfile channel)
    {
        var room = Math.Max(0, channel.TitleCharsMax - Text.Length - 1);
        var title = message.Title.Length <= room ? message.Title : SafeText.Show(message.Title, room);
        return new RenderedMessage($"{title} {Text}", Markup.For(channel).Under(message.Body, Text));
    }
}
