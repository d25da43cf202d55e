using System.Collections.Immutable;

namespace Dachshund.Actors.Emergency;

/// <summary>What is seen of Redis once it was reached.</summary>
/// <param name="LastBeatAt">When the last beat was sent that Redis answered: a timestamp that is another one for each; 0 for none.</param>
/// <param name="BeatEvery">How often a beat is sent.</param>
/// <param name="Volunteers">Signs as a volunteer, or not, and reads who has and is there; null when Redis doesn't answer.</param>
internal sealed record RedisView(
    Func<long> LastBeatAt, TimeSpan BeatEvery, Func<bool, CancellationToken, ValueTask<ImmutableArray<string>?>> Volunteers);
