namespace Dachshund.Alerting.Rendering;

/// <summary>How a format writes the few things that a message is made of. Immutable.</summary>
internal abstract class Markup
{
    /// <summary>Lines of the log at most so wide, in UTF-16 units.</summary>
    public virtual int LineCharsMax => 300;

    /// <summary>Makes text that was shown by <see cref="SafeText"/> be read as itself.</summary>
    public abstract string Escape(string shown);

    public abstract string Heading(string escaped);

    public abstract string Strong(string escaped);

    /// <summary>A line of facts.</summary>
    public abstract string Line(string escaped);

    /// <summary>A line of the log, or the name of the file that it is from.</summary>
    public abstract string Quote(string escaped, bool isFile);

    /// <summary>Comes between facts and quotes, and between quotes and facts.</summary>
    public virtual string Gap => "";

    public abstract string Link(string escaped, string address);

    /// <summary>Puts a line that needs no escape under the heading, if the body has one.</summary>
    public abstract string Under(string body, string line);

    public static Markup For(ChannelProfile channel) => channel.Format switch
    {
        MessageFormat.DingTalkMarkdown => new MarkdownMarkup(channel.BreaksMentions, isDingTalk: true),
        MessageFormat.Markdown => new MarkdownMarkup(channel.BreaksMentions, isDingTalk: false),
        MessageFormat.Html => new HtmlMarkup(channel.BreaksMentions),
        _ => new PlainMarkup(channel.BreaksMentions),
    };
}
