namespace Dachshund.Tasks.Reports;

/// <summary>A task of a host in a report. Immutable.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Name">The task's name.</param>
/// <param name="State">How it stands.</param>
public sealed record ReportedTask(string Host, string Name, TaskState State)
{
    /// <summary>Its last sign of life; null for never.</summary>
    public DateTimeOffset? LastSign { get; init; }

    /// <summary>What is to be said of it, for people; may be empty.</summary>
    public string Detail { get; init => field = value ?? ""; } = "";

    /// <summary>How it stood in the last report; null when that didn't say.</summary>
    public TaskState? Before { get; init; }

    /// <summary>Whether it stood otherwise in the last report.</summary>
    public bool HasChanged => Before is { } before && before != State;
}
