namespace Dachshund.TestKit.Channels;

/// <summary>Where the fake DingTalk looks for a keyword.</summary>
public enum DingTalkKeywordIn
{
    /// <summary>In title or text.</summary>
    Any,

    /// <summary>In the title, where the form has one.</summary>
    Title,

    /// <summary>In the text.</summary>
    Text,
}
