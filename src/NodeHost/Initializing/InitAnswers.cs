namespace Dachshund.NodeHost.Initializing;

/// <summary>What is known of a configuration that is to be made; null is what is not answered yet.</summary>
internal sealed record InitAnswers
{
    /// <summary>Files, globs and folders; empty for none.</summary>
    public IReadOnlyList<string>? Logs { get; init; }

    /// <summary>What makes a line worth an alert.</summary>
    public IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>What the machine is among others.</summary>
    public InitRole? Role { get; init; }

    /// <summary><c>host:port</c> of the Redis to use; needed by a node, else instead of a Redis of the machine's own.</summary>
    public string? Redis { get; init; }

    /// <summary>Its password; empty for none.</summary>
    public string? RedisPassword { get; init; }

    /// <summary>A DingTalk robot's webhook.</summary>
    public string? DingTalkUrl { get; init; }

    /// <summary>The robot's secret; empty for none.</summary>
    public string? DingTalkSecret { get; init; }

    /// <summary>A WxPusher application's token.</summary>
    public string? WxPusherToken { get; init; }

    /// <summary>Who gets its messages. Default nobody.</summary>
    public IReadOnlyList<string> WxPusherUids { get; init; } = [];

    /// <summary>Whether alerts are to go to the terminal, or the service's journal, only.</summary>
    public bool TerminalOnly { get; init; }

    /// <summary>When the daily report is made, <c>HH:mm</c>.</summary>
    public string? ReportTime { get; init; }

    /// <summary>The node's name; null for the machine's.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is known where alerts go: a node leaves that to the servers.</summary>
    public bool HasDestination => Role == InitRole.Node || DingTalkUrl is not null || WxPusherToken is not null || TerminalOnly;

    /// <summary>The type's name alone: a record's own text would hold secrets.</summary>
    public override string ToString() => nameof(InitAnswers);
}
