using Dachshund.Actors.Cluster;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Tasks;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.TaskWatch;

/// <summary>What a shard remembers of tasks and says of them, on a clock of its own.</summary>
public sealed class TaskMonitorTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
    private readonly FakeTime _time = new(s_start);
    private readonly JournalKeys _keys = new("n", "main");
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _stored = [];
    private TaskMonitor _monitor;

    public TaskMonitorTests() => _monitor = Restart(Plan());

    [Fact]
    public void Task_that_never_gave_a_sign_is_late_once_its_period_and_grace_ran_out_and_over_when_it_ends()
    {
        Assert.Null(Look().Single().Notice);
        Assert.Empty(Look());

        _time.Advance(TimeSpan.FromHours(26));
        Assert.Empty(Look());
        _time.Advance(TimeSpan.FromSeconds(1));
        var late = Assert.Single(Look()).Notice;
        Assert.True(late is { Kind: NoticeKinds.Task, Host: "web-1", Rule: "backup", Template: "late", Ongoing: true });
        Assert.Empty(Look());

        Assert.Null(Fold(TaskEntries.Started));
        var over = Fold(TaskEntries.Succeeded);
        Assert.True(over is { Kind: NoticeKinds.Task, Rule: "backup", Template: "late", Over: true, Ongoing: false });
        Assert.Null(Fold(TaskEntries.Succeeded));
    }

    [Fact]
    public void Late_task_that_ends_by_failing_or_by_a_file_is_late_no_more_and_that_is_told()
    {
        Look();
        _time.Advance(TimeSpan.FromHours(27));
        var begun = Assert.Single(Look()).Notice;
        var notices = FoldAll(Entry(TaskEntries.Failed), isOnlyTask: true);
        Assert.Equal([("late", true), ("failed", false)], notices.Select(notice => (notice.Template, notice.Over)));
        // The same severity: the same routes are told of both.
        Assert.Equal(begun?.Severity, notices[0].Severity);

        _time.Advance(TimeSpan.FromHours(27));
        Assert.Single(Look());
        var file = new JournalEntry { Kind = NoticeKinds.DropFile, Host = "web-1", Rule = "backup", Path = "/d/a.err", Count = 1 };
        Assert.True(Assert.Single(FoldAll(file, isOnlyTask: false)).Over);
        Assert.Empty(FoldAll(file with { Rule = "a\tb" }, isOnlyTask: false));
    }

    [Fact]
    public void What_was_told_and_redis_has_lost_again_is_told_again_and_marked()
    {
        Look();
        _time.Advance(TimeSpan.FromHours(27));
        Assert.False(Assert.Single(Look()).Notice?.Again);
        _stored["web-1/backup"] = (Memory("web-1", "backup") with { IsLateSaid = false }).Encode();
        _monitor.Load(_stored, wentBack: true);
        Assert.True(Assert.Single(Look()).Notice?.Again);
    }

    [Fact]
    public void More_tasks_of_one_host_than_fit_a_commit_are_not_expected()
    {
        for (var i = 0; i < TaskEntries.TasksPerHostMax; i++)
            Fold(TaskEntries.Expect, task: $"t{i}", expectation: new TaskExpectation(3_600_000, 0, "", "UTC"));
        Assert.Throws<FormatException>(
            () => Fold(TaskEntries.Expect, task: "one-more", expectation: new TaskExpectation(3_600_000, 0, "", "UTC")));
    }

    [Fact]
    public void What_is_remembered_outlives_the_shards_owner()
    {
        Look();
        Fold(TaskEntries.Failed, detail: "exit 3, 1.0 s\nno space left");
        _time.Advance(TimeSpan.FromHours(27));
        Assert.Single(Look());
        _monitor = Restart(Plan());
        Assert.Empty(Look());
        var memory = Memory("web-1", "backup");
        Assert.True(memory.IsLateSaid);
        Assert.Equal("exit 3, 1.0 s", Assert.Single(memory.Record.Failures).Detail);
        Assert.True(Fold(TaskEntries.Succeeded) is { Over: true });
    }

    [Fact]
    public void Failure_is_told_each_time_with_what_was_said_of_it()
    {
        var notice = Fold(TaskEntries.Failed, detail: "exit 3, 1.0 s\nno space left");
        Assert.True(notice is { Template: "failed", Severity: Severities.Error, Ongoing: false, Over: false });
        Assert.Equal("exit 3, 1.0 s\nno space left", Assert.Single(notice?.Samples ?? []).Text);
        Assert.NotNull(Fold(TaskEntries.Failed));
    }

    [Fact]
    public void Files_of_drop_folders_are_signs_and_what_failed_stays_so_for_the_day()
    {
        Assert.False(Dropped("/d/a.err"));
        Assert.True(Ran("/d/other.log"));
        Assert.Equal(TaskState.Error, StateNow());
        Assert.True(Ran("/d/a.err"));
        Assert.Equal(TaskState.Ok, StateNow());
        Assert.False(Dropped("/d/a.msg"));
        Assert.Equal(TaskState.Ok, StateNow());
    }

    [Fact]
    public void Nobody_is_late_right_after_the_state_was_loaded_nor_on_a_host_that_is_down()
    {
        Look();
        _time.Advance(TimeSpan.FromDays(3));
        Commit(_monitor.TakeChanges());
        _monitor = new TaskMonitor(Plan(), _keys, 0, 1, _time);
        _monitor.Load(_stored);
        Assert.False(_monitor.IsDue);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_monitor.IsDue);
        Assert.Empty(_monitor.Look(_time.GetUtcNow(), _ => false));
        Assert.Single(_monitor.Look(_time.GetUtcNow(), _ => true));
    }

    [Fact]
    public void Task_that_somebody_expects_is_late_and_forgotten_when_he_says_so()
    {
        _monitor = Restart(TaskPlan.Empty);
        Assert.False(_monitor.IsDue);
        var expectation = new TaskExpectation(3_600_000, 60_000, "", "UTC");
        Fold(TaskEntries.Expect, expectation: expectation);
        Assert.True(_monitor.IsDue);
        _time.Advance(TimeSpan.FromMinutes(62));
        Assert.True(Assert.Single(Look()).Notice is { Ongoing: true });
        Assert.True(Fold(TaskEntries.Forget) is { Over: true });
        Assert.Empty(_stored);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(_monitor.IsDue);
    }

    [Fact]
    public void Task_that_is_expected_anew_is_not_late_for_what_was_before()
    {
        _monitor = Restart(TaskPlan.Empty);
        Fold(TaskEntries.Started);
        _time.Advance(TimeSpan.FromDays(9));
        Fold(TaskEntries.Expect, expectation: new TaskExpectation(3_600_000, 0, "", "UTC"));
        Assert.Empty(Look());
    }

    [Fact]
    public void Of_one_host_so_many_are_learned_and_failures_of_more_are_told_all_the_same()
    {
        for (var i = 0; i < TaskEntries.TasksPerHostMax + 5; i++)
            Fold(TaskEntries.Succeeded, task: $"t{i}");
        Assert.Equal(TaskEntries.TasksPerHostMax, _stored.Count);
        Assert.NotNull(Fold(TaskEntries.Failed, task: "one-more"));
        // What is expected has room whatever was learned.
        Fold(TaskEntries.Succeeded);
        Assert.True(_stored.ContainsKey("web-1/backup"));
        Fold(TaskEntries.Succeeded, host: "web-2", task: "t0");
        Assert.True(_stored.ContainsKey("web-2/t0"));
    }

    [Fact]
    public void Host_that_is_forgotten_takes_its_tasks_along()
    {
        Fold(TaskEntries.Succeeded);
        Fold(TaskEntries.Succeeded, host: "web-12");
        _monitor.ForgetHost("web-1");
        Commit(_monitor.TakeChanges());
        Assert.Equal("web-12/backup", Assert.Single(_stored).Key);
    }

    [Fact]
    public void Longest_of_all_that_can_be_remembered_fits_a_commit_with_room()
    {
        for (var i = 0; i < 50; i++)
        {
            var entry = Entry(TaskEntries.Failed, detail: new string('\u0001', 5000)) with { Path = $"/{i}/{new string('界', 900)}.err" };
            _monitor.TryFold(entry, Now(), []);
        }

        Assert.InRange(_monitor.ChangedBytes, 1, CommitLimits.BytesMax / 20);
    }

    [Fact]
    public void What_this_version_does_not_know_is_set_aside()
    {
        Assert.Throws<FormatException>(() => Fold("paused"));
        Assert.Throws<FormatException>(() => Fold(TaskEntries.Succeeded, task: "a\nb"));
        Assert.Throws<FormatException>(() => Fold(TaskEntries.Expect, expectation: new TaskExpectation(0, 0, "no cron", "UTC")));
    }

    private static TaskPlan Plan() => new(
        TimeZoneInfo.Utc, [("web-1", "backup", Schedule.Every(TimeSpan.FromDays(1), TimeSpan.FromHours(2), TimeZoneInfo.Utc))]);

    private TaskMonitor Restart(TaskPlan plan)
    {
        var monitor = new TaskMonitor(plan, _keys, 0, 1, _time);
        monitor.Load(_stored);
        _time.Advance(TimeSpan.FromMinutes(1));
        return monitor;
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private IReadOnlyList<TaskStep> Look()
    {
        var steps = _monitor.Look(_time.GetUtcNow(), _ => true);
        Commit(_monitor.Fill(Some(), steps).StateWrites);
        _monitor.Apply(steps);
        return steps;
    }

    private static CommitRequest Some() => new() { History = "0", LeaseName = "shard-0", Owner = "a:b", Epoch = 1, Rev = 1 };

    private Notice? Fold(
        string word, string host = "web-1", string task = "backup", string detail = "", TaskExpectation? expectation = null)
    {
        var notices = FoldAll(Entry(word, host, task, detail, expectation), isOnlyTask: true);
        return notices.Count == 0 ? null : Assert.Single(notices);
    }

    private List<Notice> FoldAll(JournalEntry entry, bool isOnlyTask)
    {
        var notices = new List<Notice>();
        Assert.Equal(isOnlyTask, _monitor.TryFold(entry, Now(), notices));
        Commit(_monitor.TakeChanges());
        return notices;
    }

    private JournalEntry Entry(
        string word, string host = "web-1", string task = "backup", string detail = "", TaskExpectation? expectation = null)
    {
        var checkIn = new TaskCheckIn(host, task, word) { Source = "run", Detail = detail, Expectation = expectation };
        Assert.True(JournalEntryCodec.TryDecode(TaskEntries.Encode(checkIn, _time.GetUtcNow()).Span, out var entry, out _));
        return entry;
    }

    private bool Dropped(string path) => FoldFile(NoticeKinds.DropFile, path);

    private bool Ran(string path) => FoldFile(TaskEntries.Kind, path);

    private bool FoldFile(string kind, string path)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        var entry = new JournalEntry { Kind = kind, Host = "web-1", Rule = "backup", Path = path, Count = 1 };
        Assert.Empty(FoldAll(entry, isOnlyTask: kind == TaskEntries.Kind));
        return kind == TaskEntries.Kind;
    }

    private TaskState StateNow() => TaskJudge.Now(Memory("web-1", "backup").Record, Plan().Find("web-1", "backup"), _time.GetUtcNow());

    private TaskMemory Memory(string host, string task) =>
        TaskMemory.Decode(_stored[TaskMemory.FieldOf(host, task)].Span) ?? throw new InvalidOperationException("not readable");

    private void Commit(IEnumerable<StateWrite> writes)
    {
        foreach (var write in writes)
        {
            Assert.Equal(_keys.Shard(0, StateKeys.Tasks), write.Key);
            if (write.Kind == StateWriteKind.Set)
                _stored[write.Field] = write.Value;
            else
                _stored.Remove(write.Field);
        }
    }
}
