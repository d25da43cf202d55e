using Dachshund.Matching;

namespace Dachshund.NodeHost.Watching;

/// <summary>What was asked of <c>watch</c>.</summary>
internal sealed record WatchArguments
{
    /// <summary>Absolute paths, globs and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>What to look for.</summary>
    public required RuleDefinition Rule { get; init; }

    /// <summary>Whether files that are there at the very first start are read from their beginning.</summary>
    public bool FromBeginning { get; init; }

    /// <summary>The webhook of a DingTalk robot; null for none.</summary>
    public string? DingTalkUrl { get; init; }

    /// <summary>The robot's secret.</summary>
    public string? DingTalkSecret { get; init; }

    /// <summary>The token of a WxPusher application; null for none.</summary>
    public string? WxPusherToken { get; init; }

    /// <summary>Who gets its messages.</summary>
    public IReadOnlyList<string> WxPusherUids { get; init; } = [];
}
