using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>WxPusher, which reaches WeChat: <c>type = wxpusher</c>. Either an application with users or topics, or an SPT.</summary>
internal sealed record WxPusherConfiguration : HttpChannelConfiguration
{
    /// <summary>The application's token, <c>AT_...</c>. A secret. Required unless <see cref="Spt"/> is set.</summary>
    [Secret]
    public string AppToken { get; init; } = "";

    /// <summary>Users, <c>UID_...</c>, at most 2000. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Uids { get; init; } = [];

    /// <summary>Topics, at most 5. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<long> TopicIds { get; init; } = [];

    /// <summary>A person's own push token, <c>SPT_...</c>. A secret. Default empty.</summary>
    [Secret]
    public string Spt { get; init; } = "";

    /// <summary>The markup of messages: markdown, text or html. Default markdown.</summary>
    [AllowedText("markdown", "text", "html")]
    public string ContentType { get; init; } = "markdown";

    /// <summary>The type's name alone: a record's own would print the secrets.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => nameof(WxPusherConfiguration);
}
