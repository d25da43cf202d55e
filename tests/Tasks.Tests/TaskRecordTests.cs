namespace Dachshund.Tasks.Tests;

/// <summary>Signs of life folded: a failure is never hidden by another file of the same task on the same day.</summary>
public sealed class TaskRecordTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    // Three in the afternoon, local: eight hours later is still the same day in London.
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_failure_stands_until_its_own_source_is_well_or_the_next_day_is()
    {
        var failed = New().Fold(Sign(TaskSignalKind.Failed, 0, "a.err"), s_zone);
        Assert.Single(failed.Failures);
        Assert.Single(failed.Fold(Sign(TaskSignalKind.Succeeded, 1, "a.log"), s_zone).Failures);
        Assert.Empty(failed.Fold(Sign(TaskSignalKind.Succeeded, 1, "a.err"), s_zone).Failures);
        // Midnight comes nine hours after the start.
        Assert.Single(failed.Fold(Sign(TaskSignalKind.Succeeded, 8.9, "a.log"), s_zone).Failures);
        var passed = failed.Fold(Sign(TaskSignalKind.Succeeded, 9.1, "a.log"), s_zone);
        Assert.Empty(passed.Failures);
        Assert.Equal("a.err", passed.PassedOver?.Source);
    }

    [Fact]
    public void Each_source_mends_its_own_failure_only()
    {
        var both = New().Fold(Sign(TaskSignalKind.Failed, 0, "a"), s_zone).Fold(Sign(TaskSignalKind.Failed, 1, "b"), s_zone);
        var one = both.Fold(Sign(TaskSignalKind.Succeeded, 2, "b"), s_zone);
        Assert.Equal("a", Assert.Single(one.Failures).Source);
        Assert.Null(one.PassedOver);
        Assert.Empty(one.Fold(Sign(TaskSignalKind.Succeeded, 3, "a"), s_zone).Failures);
    }

    [Fact]
    public void Every_history_of_five_signs_folds_to_what_the_rule_says_of_it()
    {
        foreach (var history in Histories(5))
        {
            var record = history.Aggregate(New(), (folded, sign) => folded.Fold(sign, s_zone));
            var standing = Standing(history).Select(sign => sign.Source).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(standing, record.Failures.Select(failure => failure.Source).Order(StringComparer.Ordinal));
            Assert.Equal(history[^1].Time, record.LastSign);
            var ends = history.Where(sign => sign.Kind != TaskSignalKind.Started).ToArray();
            Assert.Equal(ends.LastOrDefault()?.Time, record.LastEnd);
            Assert.Equal(history[^1].Kind == TaskSignalKind.Started, record.RunningSince is not null);
        }
    }

    [Fact]
    public void In_whatever_order_signs_come_no_failure_is_hidden()
    {
        var random = new Random(5);
        var histories = Histories(4).Where(history => Standing(history).Any()).ToArray();
        foreach (var history in histories)
        {
            var shuffled = history.ToArray();
            random.Shuffle(shuffled);
            var record = shuffled.Aggregate(New(), (folded, sign) => folded.Fold(sign, s_zone));
            Assert.NotEmpty(record.Failures);
            Assert.Equal(history.Max(sign => sign.Time), record.LastSign);
        }

        Assert.True(histories.Length > 500, $"only {histories.Length} histories");
    }

    [Fact]
    public void A_start_that_comes_after_its_end_is_no_run()
    {
        var ended = New().Fold(Sign(TaskSignalKind.Succeeded, 2, "run"), s_zone);
        Assert.Null(ended.Fold(Sign(TaskSignalKind.Started, 1, "run"), s_zone).RunningSince);
        Assert.Equal(s_start.AddHours(3), ended.Fold(Sign(TaskSignalKind.Started, 3, "run"), s_zone).RunningSince);
    }

    [Fact]
    public void Of_very_many_failing_files_the_newest_are_kept()
    {
        var record = New();
        for (var number = 0; number < 1000; number++)
            record = record.Fold(Sign(TaskSignalKind.Failed, number / 1000.0, $"{number}.err"), s_zone);
        Assert.Equal(TaskRecord.FailuresMax, record.Failures.Length);
        Assert.Equal("999.err", record.Failures[^1].Source);
    }

    /// <summary>The rule, said of a whole history: failures that no later success of their source or of a later day ended.</summary>
    private static IEnumerable<TaskSignal> Standing(IReadOnlyList<TaskSignal> history) => history
        .Where(failed => failed.Kind == TaskSignalKind.Failed && !history.Any(well =>
            well.Kind == TaskSignalKind.Succeeded && well.Time > failed.Time
            && (well.Source == failed.Source || Day(well) > Day(failed))));

    private static DateOnly Day(TaskSignal sign) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(sign.Time, s_zone).DateTime);

    /// <summary>Every history of so many signs: one of two sources fails or is well, or a run begins; soon after the last one, or a
    /// day later.</summary>
    private static IEnumerable<TaskSignal[]> Histories(int length)
    {
        (TaskSignalKind Kind, string Source)[] signs =
        [
            (TaskSignalKind.Failed, "a"), (TaskSignalKind.Failed, "b"), (TaskSignalKind.Succeeded, "a"),
            (TaskSignalKind.Succeeded, "b"), (TaskSignalKind.Started, "a"),
        ];
        var count = (int)Math.Pow(signs.Length * 2, length);
        for (var code = 0; code < count; code++)
        {
            var history = new TaskSignal[length];
            var (rest, hours) = (code, 0.0);
            for (var i = 0; i < length; i++)
            {
                var (kind, source) = signs[rest % signs.Length];
                hours += rest / signs.Length % 2 == 0 ? 0.5 : 24;
                history[i] = Sign(kind, hours, source);
                rest /= signs.Length * 2;
            }

            yield return history;
        }
    }

    private static TaskRecord New() => new(s_start);

    private static TaskSignal Sign(TaskSignalKind kind, double hours, string source) => new(kind, s_start.AddHours(hours), source);
}
