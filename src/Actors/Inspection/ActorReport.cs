using System.Collections.Immutable;
using Dachshund.Kernel;

namespace Dachshund.Actors.Inspection;

/// <summary>One actor of a node's tree, as it is told to whoever asks. Immutable.</summary>
/// <param name="Path">Its path, such as <c>/user/files</c>.</param>
/// <param name="Type">The name of its class.</param>
public sealed record ActorReport(string Path, string Type)
{
    /// <summary>A parent with more children names so many of them; the rest are only counted.</summary>
    public const int ChildrenMax = 200;

    /// <summary>Messages in its mailbox, without the one it handles.</summary>
    public int Waiting { get; init; }

    /// <summary>Messages its mailbox may hold.</summary>
    public int Capacity { get; init; }

    /// <summary>Messages it has begun to handle, over all restarts.</summary>
    public long Processed { get; init; }

    /// <summary>Messages its full mailbox has dropped.</summary>
    public long Dropped { get; init; }

    /// <summary>How often a new instance took over.</summary>
    public int Restarts { get; init; }

    /// <summary>Class and text of its last failure; null when there was none.</summary>
    public string? LastError { get; init; }

    /// <summary>When this incarnation was created, Unix ms of the node's clock.</summary>
    public long StartedMs { get; init; }

    /// <summary>The class of the message it is handling; null when it handles none.</summary>
    public string? Handling { get; init; }

    /// <summary>How long it has been handling it, ms; null when it handles none.</summary>
    public long? BusyMs { get; init; }

    /// <summary>Whether it has failed and waits for its supervisor or for a backoff to end.</summary>
    public bool Suspended { get; init; }

    /// <summary>Its children, by name; empty below the depth that was asked for.</summary>
    public ImmutableArray<ActorReport> Children { get; init; } = [];

    /// <summary>Children that are not named: below the depth asked for, or beyond <see cref="ChildrenMax"/>.</summary>
    public int Unnamed { get; init; }

    internal static ActorReport Of(ActorTreeNode node, int depth)
    {
        var named = depth > 0 ? node.Children.Take(ChildrenMax).Select(child => Of(child, depth - 1)).ToImmutableArray() : [];
        return new ActorReport(node.Path, node.Type)
        {
            Waiting = node.MailboxDepth,
            Capacity = node.MailboxCapacity,
            Processed = node.Processed,
            Dropped = node.Dropped,
            Restarts = node.Restarts,
            LastError = node.LastError,
            StartedMs = node.StartedAt.ToUnixTimeMilliseconds(),
            Handling = node.Handling,
            BusyMs = (long?)node.BusyFor?.TotalMilliseconds,
            Suspended = node.Suspended,
            Children = named,
            Unnamed = node.Children.Length - named.Length,
        };
    }
}
