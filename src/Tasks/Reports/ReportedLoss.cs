namespace Dachshund.Tasks.Reports;

/// <summary>Bytes that could not be read. Immutable.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">How many since the last report.</param>
public sealed record ReportedLoss(string Host, string Path, long Bytes);
