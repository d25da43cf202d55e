namespace Dachshund.Alerting.Rendering;

/// <summary>Marks a message whose words may have been read before. The mark is the same in every language.</summary>
internal static class RepeatMark
{
    public const string Text = "(可能重复 / may be a repeat)";

    /// <summary>More than the mark takes in any format, in bytes of a JSON string.</summary>
    public const int BytesMax = 64;

    public static RenderedMessage Put(RenderedMessage message, MessageFormat format) => message with
    {
        Title = $"{message.Title} {Text}",
        Body = format switch
        {
            MessageFormat.Plain => $"{Text} {message.Body}",
            MessageFormat.Html => $"<p>{Text}</p>{message.Body}",
            _ => $"{Text}\n\n{message.Body}",
        },
    };
}
