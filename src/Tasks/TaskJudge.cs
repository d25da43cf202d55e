namespace Dachshund.Tasks;

/// <summary>Says how a task stands, from what is remembered of it and what is expected. Pure.</summary>
public static class TaskJudge
{
    /// <summary>How it stands now. A task that is expected is never <see cref="TaskState.Lost"/> here: that is a report's word.</summary>
    /// <param name="record">What is remembered.</param>
    /// <param name="expected">When it must give signs of life; null when it was only learned.</param>
    /// <param name="now">The time.</param>
    public static TaskState Now(TaskRecord record, Schedule? expected, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (LateAt(record, expected) < now)
            return TaskState.Late;
        if (record.Failures.Length > 0)
            return TaskState.Error;
        return expected is null ? TaskState.New : TaskState.Ok;
    }

    /// <summary>
    /// How it stands in a report: an expected task without a sign of life since the last one is lost, whether one was due or not;
    /// a failure since then is told even if the next day went well.
    /// </summary>
    /// <param name="record">What is remembered.</param>
    /// <param name="expected">When it must give signs of life; null when it was only learned.</param>
    /// <param name="since">When the last report was made.</param>
    /// <param name="now">The time.</param>
    public static TaskState InReport(TaskRecord record, Schedule? expected, DateTimeOffset since, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (expected is not null && !(record.LastSign > since))
            return TaskState.Lost;
        var state = Now(record, expected, now);
        return state > TaskState.Error && record.PassedOver?.Time > since ? TaskState.Error : state;
    }

    /// <summary>From when on it is late; null when never. A run that began is no end: what hangs is late.</summary>
    /// <param name="record">What is remembered.</param>
    /// <param name="expected">When it must give signs of life; null when it was only learned.</param>
    public static DateTimeOffset? LateAt(TaskRecord record, Schedule? expected)
    {
        ArgumentNullException.ThrowIfNull(record);
        return expected?.LateAfter(record.LastEnd ?? record.KnownSince);
    }
}
