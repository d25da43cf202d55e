namespace Dachshund.Channels.WxPusher;

/// <summary>An application of WxPusher and whom it reaches, or the short form with a person's own push token.</summary>
public sealed record WxPusherOptions
{
    /// <summary>
    /// The application's token (<c>AT_...</c>); a secret. Required, unless <see cref="Spt"/> is given.
    /// </summary>
    public string AppToken { get; init; } = "";

    /// <summary>Users (<c>UID_...</c>), at most 2000. Default none.</summary>
    public IReadOnlyList<string> Uids { get; init; } = [];

    /// <summary>
    /// Topics, at most 5. Default none. At least one user or topic is needed with <see cref="AppToken"/>.
    /// </summary>
    public IReadOnlyList<long> TopicIds { get; init; } = [];

    /// <summary>
    /// A person's own push token (<c>SPT_...</c>); a secret. Used instead of application, users and topics. Default
    /// empty.
    /// </summary>
    public string Spt { get; init; } = "";

    /// <summary>The markup of messages. Default Markdown.</summary>
    public WxPusherContentType ContentType { get; init; } = WxPusherContentType.Markdown;

    /// <summary>Where the API is. Default empty: <c>https://wxpusher.zjiecode.com</c>.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>
    /// A proxy's URL (http, https, socks4, socks4a, socks5), or <c>none</c>. Default empty: that of the environment,
    /// but
    /// never for this machine's own addresses.
    /// </summary>
    public string Proxy { get; init; } = "";

    /// <summary>How long one call may take. Default 10 s; more than 0, at most 5 min.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The type's name alone: a record's own would print the secrets.</summary>
    public override string ToString() => nameof(WxPusherOptions);
}
