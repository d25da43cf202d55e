namespace Dachshund.Tasks.Reports;

/// <summary>A device in a report. Immutable.</summary>
/// <param name="Host">Its name.</param>
/// <param name="State">How it stands.</param>
public sealed record ReportedDevice(string Host, DeviceState State)
{
    /// <summary>Where people reach it, <c>user@host</c> or <c>user@host:port</c>; empty: not known.</summary>
    public string Ssh { get; init => field = value ?? ""; } = "";

    /// <summary>Its last beat; null for never.</summary>
    public DateTimeOffset? LastSeen { get; init; }

    /// <summary>What is to be said of it, for people; may be empty.</summary>
    public string Detail { get; init => field = value ?? ""; } = "";

    /// <summary>Matches of errors since the last report, 0 or more.</summary>
    public long Errors { get; init; }

    /// <summary>Whether the last report didn't know it.</summary>
    public bool IsNew { get; init; }

    /// <summary>How it stood in the last report; null when that didn't say.</summary>
    public DeviceState? Before { get; init; }

    /// <summary>Whether it stood otherwise in the last report, or wasn't in it.</summary>
    public bool HasChanged => IsNew || (Before is { } before && before != State);
}
