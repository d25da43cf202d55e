using System.Collections.Immutable;

namespace Dachshund.Channels;

/// <summary>What became of one attempt, in words that may be logged and shown: they hold no secret.</summary>
/// <param name="Outcome">The class.</param>
/// <param name="RetryAfter">How long to wait at least before the next message to this channel; null: the policy's
/// own.</param>
/// <param name="Reason">Why, for a person, with the remedy where there is one; empty for <see
/// cref="SendOutcome.Ok"/>.</param>
/// <param name="Answer">What the channel answered, on one line, at most 300 characters, redacted; empty without
/// one.</param>
public sealed record SendResult(SendOutcome Outcome, TimeSpan? RetryAfter, string Reason, string Answer)
{
    /// <summary>
    /// The targets that did not get it, for <see cref="OutgoingMessage.Targets"/>; empty but for <see
    /// cref="SendOutcome.Partial"/>.
    /// </summary>
    public ImmutableArray<string> FailedTargets { get; init; } = [];

    /// <summary>How another rendering may help, for <see cref="SendOutcome.PermanentMessage"/>.</summary>
    public RenderHint Hint { get; init; }

    /// <summary>Tries after which this answer means no, all counted; null: the policy's own bound.</summary>
    public int? TriesMax { get; init; }
}
