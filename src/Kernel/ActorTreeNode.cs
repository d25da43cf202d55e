using System.Collections.Immutable;

namespace Dachshund.Kernel;

/// <summary>
/// One actor as <see cref="ActorSystem.Snapshot"/> saw it. The tree is exact: it is read from the kernel's own records,
/// not asked of the actors; the figures of one actor are read one after the other while it may be running.
/// </summary>
public sealed record ActorTreeNode
{
    /// <summary>Its path without the address, such as <c>/user/a</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The number of its incarnation.</summary>
    public required long Uid { get; init; }

    /// <summary>The name of its class.</summary>
    public required string Type { get; init; }

    /// <summary>Messages in its mailbox, without the one it handles.</summary>
    public required int MailboxDepth { get; init; }

    /// <summary>Messages its mailbox may hold.</summary>
    public required int MailboxCapacity { get; init; }

    /// <summary>Senders that wait for room in its mailbox.</summary>
    public required int WaitingSenders { get; init; }

    /// <summary>Messages it has begun to handle since it was created, over all restarts.</summary>
    public required long Processed { get; init; }

    /// <summary>Messages its full mailbox has dropped.</summary>
    public required long Dropped { get; init; }

    /// <summary>How often a new instance took over.</summary>
    public required int Restarts { get; init; }

    /// <summary>Class and text of the last failure; null when there was none.</summary>
    public string? LastError { get; init; }

    /// <summary>When this incarnation was created.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The class of the message it is handling, awaits included; null when it handles none.</summary>
    public string? Handling { get; init; }

    /// <summary>Whether it is handling a message.</summary>
    public bool Busy => Handling is not null;

    /// <summary>How long the current turn, or the handler that awaits, has run; null when it does neither.</summary>
    public TimeSpan? BusyFor { get; init; }

    /// <summary>Whether it has failed and waits for its supervisor or for a backoff to end.</summary>
    public required bool Suspended { get; init; }

    /// <summary>Its children, by name.</summary>
    public ImmutableArray<ActorTreeNode> Children { get; init; } = [];
}
