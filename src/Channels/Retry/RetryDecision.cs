using System.Collections.Immutable;

namespace Dachshund.Channels.Retry;

/// <summary>What to do after an attempt.</summary>
/// <param name="Action">The step.</param>
/// <param name="Delay">How long to wait before the next attempt; zero where there is none.</param>
/// <param name="PausesChannel">True when the delay holds for every message of this channel's budget, not for this one
/// only.</param>
/// <param name="MayRepeat">True when the next attempt may show people the same message twice and should be marked
/// so.</param>
/// <param name="Hint">How to render anew.</param>
/// <param name="Targets">The targets of the next attempt; empty: the same as before.</param>
public sealed record RetryDecision(
    RetryAction Action,
    TimeSpan Delay,
    bool PausesChannel,
    bool MayRepeat,
    RenderHint Hint,
    ImmutableArray<string> Targets)
{
    internal static RetryDecision Of(RetryAction action) =>
        new(action, TimeSpan.Zero, false, false, RenderHint.None, []);
}
