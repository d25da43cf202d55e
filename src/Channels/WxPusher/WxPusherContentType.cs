namespace Dachshund.Channels.WxPusher;

/// <summary>The markup of a message; the values are the API's.</summary>
public enum WxPusherContentType
{
    /// <summary>Plain text.</summary>
    Text = 1,

    /// <summary>HTML.</summary>
    Html = 2,

    /// <summary>Markdown.</summary>
    Markdown = 3,
}
