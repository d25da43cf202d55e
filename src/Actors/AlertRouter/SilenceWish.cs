using Dachshund.Alerting;

namespace Dachshund.Actors.AlertRouter;

/// <summary>What somebody wants to be silent. It lasts from when Redis takes the wish, on Redis' wall clock.</summary>
/// <param name="Id">An id that no other silence has.</param>
/// <param name="Labels">Labels, and for each the values or globs of which one must fit.</param>
/// <param name="DurationMs">For how long, ms.</param>
/// <param name="Why">Why.</param>
/// <param name="By">Who wants it.</param>
public sealed record SilenceWish(
    string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Labels, long DurationMs, string Why, string By)
{
    /// <summary>The silence, when the wish was taken at this time.</summary>
    /// <exception cref="FormatException">Something is missing.</exception>
    internal Silence ToSilence(long takenMs) => this is { Id: not null, Labels: not null, Why: not null, By: not null, DurationMs: > 0 }
        && Labels.Values.All(Silence.AreGlobs)
        ? new Silence { Id = Id, Labels = Labels, SinceMs = takenMs, UntilMs = takenMs + DurationMs, Why = Why, By = By }
        : throw new FormatException("a silence that lacks a part");
}
