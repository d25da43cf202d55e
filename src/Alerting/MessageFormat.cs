namespace Dachshund.Alerting;

/// <summary>What a channel understands in a message's body.</summary>
public enum MessageFormat
{
    /// <summary>Plain lines, as for a terminal.</summary>
    Plain,

    /// <summary>DingTalk's subset of Markdown.</summary>
    DingTalkMarkdown,

    /// <summary>Common Markdown that is turned into HTML.</summary>
    Markdown,

    /// <summary>An HTML fragment.</summary>
    Html,
}
