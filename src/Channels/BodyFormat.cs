namespace Dachshund.Channels;

/// <summary>The markup that a channel's body is rendered in.</summary>
public enum BodyFormat
{
    /// <summary>Text without markup.</summary>
    Plain,

    /// <summary>
    /// DingTalk's part of Markdown: headings, quotes, bold, italics, links, images, lists. No tables, code fences or
    /// HTML; a line break is an empty line or two blanks before it.
    /// </summary>
    DingTalkMarkdown,

    /// <summary>Common Markdown.</summary>
    Markdown,

    /// <summary>A piece of HTML.</summary>
    Html,
}
