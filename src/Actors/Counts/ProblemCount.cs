namespace Dachshund.Actors.Counts;

/// <summary>How often a host had one problem in one report's time. Immutable.</summary>
/// <param name="Kind">The kind of its entries.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Rule">The rule that found it, or the task.</param>
/// <param name="Template">The line with its variables masked; of lost bytes and removed files the path. Hostile.</param>
/// <param name="Count">How often.</param>
/// <param name="Bytes">Of lost bytes and removed files: how many bytes.</param>
public sealed record ProblemCount(string Kind, string Severity, string Rule, string Template, long Count, long Bytes);
