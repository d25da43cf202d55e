namespace Dachshund.Channels.DingTalk;

/// <summary>A custom robot of a DingTalk group.</summary>
public sealed record DingTalkOptions
{
    /// <summary>
    /// The robot's webhook URL with its <c>access_token</c>; a secret. Required. An old <c>timestamp</c> or <c>sign</c>
    /// in
    /// it is removed.
    /// </summary>
    public string Webhook { get; init; } = "";

    /// <summary>The robot's signing secret (<c>SEC...</c>). Default empty: no signature.</summary>
    public string Secret { get; init; } = "";

    /// <summary>
    /// The robot's keywords, at most 10. One of them is put into title and text of a message that has none. Default
    /// none.
    /// </summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Mobile numbers that each message calls by name, at most 100. Default none.</summary>
    public IReadOnlyList<string> AtMobiles { get; init; } = [];

    /// <summary>User ids that each message calls by name, at most 100. Default none.</summary>
    public IReadOnlyList<string> AtUserIds { get; init; } = [];

    /// <summary>Calls everybody in the group. Default false.</summary>
    public bool AtAll { get; init; }

    /// <summary>
    /// Replaces scheme, host and port of the webhook, and goes before its path. Default empty: the webhook's own.
    /// </summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>
    /// A proxy's URL (http, https, socks4, socks4a, socks5), or <c>none</c>. Default empty: that of the environment,
    /// but
    /// never for this machine's own addresses.
    /// </summary>
    public string Proxy { get; init; } = "";

    /// <summary>How long one call may take. Default 10 s; more than 0, at most 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How the robot shows messages. Default Markdown.</summary>
    public DingTalkMessageType MessageType { get; init; } = DingTalkMessageType.Markdown;

    /// <summary>The type's name alone: a record's own would print the secrets.</summary>
    public override string ToString() => nameof(DingTalkOptions);
}
