namespace Dachshund.Channels.DingTalk;

/// <summary>How the robot shows a message.</summary>
public enum DingTalkMessageType
{
    /// <summary>With headings, bold and links.</summary>
    Markdown,

    /// <summary>As plain text.</summary>
    Text,
}
