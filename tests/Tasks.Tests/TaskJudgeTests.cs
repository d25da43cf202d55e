using Dachshund.TestKit;

namespace Dachshund.Tasks.Tests;

/// <summary>How a task stands, now and in the report of each day.</summary>
public sealed class TaskJudgeTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly FakeTime _time = new(new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly Schedule _daily = Schedule.Every(TimeSpan.FromDays(1), TimeSpan.FromHours(2), s_zone);
    private TaskRecord _task;

    public TaskJudgeTests() => _task = new TaskRecord(_time.GetUtcNow());

    [Fact]
    public void A_task_that_never_comes_is_late_once_and_lost_in_every_report()
    {
        Assert.Equal(TaskState.Ok, Now());
        _time.Advance(TimeSpan.FromHours(26));
        Assert.Equal(TaskState.Ok, Now());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((TaskState.Late, TaskState.Lost), (Now(), Report()));
    }

    [Fact]
    public void A_task_without_a_sign_since_the_last_report_is_lost_though_it_is_not_due()
    {
        var weekly = Schedule.Every(TimeSpan.FromDays(7), TimeSpan.FromHours(2), s_zone);
        Sign(TaskSignalKind.Succeeded);
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(TaskState.Ok, TaskJudge.Now(_task, weekly, _time.GetUtcNow()));
        Assert.Equal(TaskState.Lost, TaskJudge.InReport(_task, weekly, _time.GetUtcNow().AddDays(-1), _time.GetUtcNow()));
        Assert.Equal(TaskState.Ok, TaskJudge.InReport(_task, weekly, _time.GetUtcNow().AddDays(-3), _time.GetUtcNow()));
    }

    [Fact]
    public void A_task_that_hangs_gave_a_sign_of_life_and_is_late()
    {
        Sign(TaskSignalKind.Succeeded);
        _time.Advance(TimeSpan.FromHours(24));
        Sign(TaskSignalKind.Started);
        _time.Advance(TimeSpan.FromHours(3));
        Assert.Equal((TaskState.Late, TaskState.Late), (Now(), Report()));
        Sign(TaskSignalKind.Succeeded);
        Assert.Equal((TaskState.Ok, TaskState.Ok), (Now(), Report()));
    }

    [Fact]
    public void A_failure_since_the_last_report_is_told_in_it_though_the_next_day_went_well()
    {
        _time.Advance(TimeSpan.FromHours(3));
        Sign(TaskSignalKind.Failed, "backup.err");
        Assert.Equal(TaskState.Error, Now());
        _time.Advance(TimeSpan.FromHours(14));
        Sign(TaskSignalKind.Succeeded, "backup.log");
        Assert.Equal((TaskState.Ok, TaskState.Error), (Now(), Report()));
        _time.Advance(TimeSpan.FromHours(24));
        Sign(TaskSignalKind.Succeeded, "backup.log");
        Assert.Equal(TaskState.Ok, Report());
    }

    [Fact]
    public void A_failure_that_its_own_source_mended_is_over_in_the_report_too()
    {
        Sign(TaskSignalKind.Failed, "run");
        _time.Advance(TimeSpan.FromHours(1));
        Sign(TaskSignalKind.Succeeded, "run");
        Assert.Equal((TaskState.Ok, TaskState.Ok), (Now(), Report()));
    }

    [Fact]
    public void A_task_that_nobody_expects_is_new_until_it_fails_and_never_late_or_lost()
    {
        Sign(TaskSignalKind.Succeeded);
        _time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(TaskState.New, TaskJudge.Now(_task, null, _time.GetUtcNow()));
        Assert.Equal(TaskState.New, TaskJudge.InReport(_task, null, _time.GetUtcNow().AddDays(-1), _time.GetUtcNow()));
        Sign(TaskSignalKind.Failed);
        Assert.Equal(TaskState.Error, TaskJudge.Now(_task, null, _time.GetUtcNow()));
    }

    [Fact]
    public void The_worst_comes_first() =>
        Assert.Equal(
            [TaskState.Lost, TaskState.Late, TaskState.Error, TaskState.New, TaskState.Ok], Enum.GetValues<TaskState>().Order());

    private TaskState Now() => TaskJudge.Now(_task, _daily, _time.GetUtcNow());

    private TaskState Report() => TaskJudge.InReport(_task, _daily, _time.GetUtcNow().AddDays(-1), _time.GetUtcNow());

    private void Sign(TaskSignalKind kind, string source = "run") =>
        _task = _task.Fold(new TaskSignal(kind, _time.GetUtcNow(), source), s_zone);
}
