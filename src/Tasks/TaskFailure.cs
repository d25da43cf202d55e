namespace Dachshund.Tasks;

/// <summary>A failure of a task.</summary>
/// <param name="Time">When.</param>
/// <param name="Source">Where it was reported, as in <see cref="TaskSignal"/>.</param>
/// <param name="Detail">What was said of it; may be empty.</param>
public sealed record TaskFailure(DateTimeOffset Time, string Source, string Detail);
