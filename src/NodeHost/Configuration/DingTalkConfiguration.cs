using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>A custom robot of a DingTalk group: <c>type = dingtalk</c>.</summary>
internal sealed record DingTalkConfiguration : HttpChannelConfiguration
{
    /// <summary>The robot's webhook URL, with its token. A secret. Required.</summary>
    [Required, Secret]
    public string Webhook { get; init; } = "";

    /// <summary>The robot's signing secret. A secret. Default empty: no signature.</summary>
    [Secret]
    public string Secret { get; init; } = "";

    /// <summary>The robot's keywords, at most 10; a message that has none of them is given one. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Mobile numbers called by every message, at most 100. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>User ids called by every message, at most 100. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> AtUserIds { get; init; } = [];

    /// <summary>Whether every message calls everybody. Default false.</summary>
    public bool AtAll { get; init; }

    /// <summary>How messages are shown: markdown or text. Default markdown.</summary>
    [AllowedText("markdown", "text")]
    public string MessageType { get; init; } = "markdown";

    /// <summary>Messages a minute at most; DingTalk itself stops a robot for ten minutes over 20. Default 20.</summary>
    [Range("1", "1000")]
    public int Budget { get; init; } = 20;

    /// <summary>The type's name alone: a record's own would print the secrets.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => nameof(DingTalkConfiguration);
}
