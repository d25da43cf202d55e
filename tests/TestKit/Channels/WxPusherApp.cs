namespace Dachshund.TestKit.Channels;

/// <summary>Settings of an application, or of a person's own push token, on the fake WxPusher.</summary>
public sealed record WxPusherApp
{
    /// <summary>Users that it knows; others are refused one by one. Default null: every user.</summary>
    public IReadOnlyList<string>? Uids { get; init; }

    /// <summary>Topics that it knows. Default null: every topic.</summary>
    public IReadOnlyList<long>? TopicIds { get; init; }

    /// <summary>Calls in a sliding window of 10 s. Default 20.</summary>
    public int LimitPerTenSeconds { get; init; } = 20;

    /// <summary>Answers HTTP 429 to one call too many, instead of code 1001. Default false.</summary>
    public bool IsLimitHttp429 { get; init; }
}
