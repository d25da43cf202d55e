namespace Dachshund.TestKit.Channels;

/// <summary>A robot's settings on the fake DingTalk.</summary>
public sealed record DingTalkRobot
{
    /// <summary>The signing secret. Default empty: no signature wanted.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Keywords, of which a message needs one. Default none.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Where the keyword must stand; the real one does not say. Default anywhere in title or text.</summary>
    public DingTalkKeywordIn KeywordIn { get; init; }

    /// <summary>Addresses and CIDR ranges that may call. Default none: all.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Switched off in the group's settings. Default false.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Messages in a sliding minute. Default 20.</summary>
    public int LimitPerMinute { get; init; } = 20;

    /// <summary>Seconds for which everything is refused after one message too many. Default 600.</summary>
    public int PenaltySeconds { get; init; } = 600;

    /// <summary>The code of that refusal: 130101 or 410100. Default 130101.</summary>
    public int RateCode { get; init; } = 130101;

    /// <summary>Answers in the newer, Chinese words. Default false.</summary>
    public bool IsChinese { get; init; }
}
