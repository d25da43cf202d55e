namespace Dachshund.Tasks.Reports;

/// <summary>Files of a drop folder that were older than it keeps, and were removed. Immutable.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Files">How many files since the last report.</param>
/// <param name="Bytes">How long they were together, in bytes.</param>
public sealed record ReportedRemoval(string Host, string Folder, long Files, long Bytes);
