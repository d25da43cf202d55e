using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>A task that is expected or that gave a sign of life, for people to read.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Name">Its name.</param>
/// <param name="Record">Its signs of life; null when nothing is remembered of it yet.</param>
/// <param name="Schedule">When it must give signs of life; null when it was only learned.</param>
/// <param name="State">How it stands now.</param>
public sealed record KnownTask(string Host, string Name, TaskRecord? Record, Schedule? Schedule, TaskState State)
{
    /// <summary>Whether somebody said that it must run.</summary>
    public bool IsExpected => Schedule is not null;

    /// <summary>When its next sign is due, or was; null when never.</summary>
    public DateTimeOffset? DueAt => Record is { } record ? Schedule?.DueAfter(record.LastEnd ?? record.KnownSince) : null;

    /// <summary>What was said last: of a failure that stands, else of the last success; may be empty.</summary>
    public string Detail => Record is not { } record ? ""
        : record.Failures is [.., var failure] ? $"{failure.Source} {failure.Detail}".Trim()
        : record.LastSuccess?.Detail ?? "";
}
