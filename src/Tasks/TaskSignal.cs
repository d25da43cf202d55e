namespace Dachshund.Tasks;

/// <summary>A sign of life of a task.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Time">When.</param>
/// <param name="Source">Where it comes from: a file's path, or a word for anything else. What fails in one place is mended there.</param>
/// <param name="Detail">What it has to say, for people; may be empty.</param>
public sealed record TaskSignal(TaskSignalKind Kind, DateTimeOffset Time, string Source, string Detail = "");
