using System.Text;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Tasks.Reports;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.DailyReport;

/// <summary>A report that should have come, and did not, is told once, and never one that is only made late.</summary>
public sealed class ReportMonitorTests
{
    private static readonly DateTimeOffset s_due = new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero);
    private readonly FakeTime _time = new(s_due.AddHours(-1));
    private readonly JournalKeys _keys = new("n", "main");

    [Fact]
    public void Missing_report_is_told_after_a_quarter_of_an_hour_once_a_day()
    {
        var monitor = New();
        var yesterday = Made(s_due.AddDays(-1));
        Assert.Null(monitor.Look(yesterday, s_due - TimeSpan.FromSeconds(1)));
        Assert.Null(monitor.Look(yesterday, s_due + ReportMonitor.Grace - TimeSpan.FromSeconds(1)));
        Assert.Equal(new DateOnly(2026, 11, 22), monitor.Look(yesterday, s_due + ReportMonitor.Grace));
        Assert.Null(monitor.Look(Made(s_due), s_due + ReportMonitor.Grace));

        var commit = monitor.Fill(
            new CommitRequest { History = "0", LeaseName = "shard-0", Owner = "a:b", Epoch = 1, Rev = 1 }, new DateOnly(2026, 11, 22), s_due);
        var notice = Notice.FromJson(Assert.Single(commit.Appends).Body.Span);
        Assert.Equal((NoticeKinds.Report, Severities.Error), (notice.Kind, notice.Severity));
        Assert.Contains("11-22", notice.Template, StringComparison.Ordinal);
        monitor.Apply(new DateOnly(2026, 11, 22));
        Assert.Null(monitor.Look(yesterday, s_due.AddHours(5)));

        // Whoever takes over knows that it was told; the next day is another one.
        var write = Assert.Single(commit.StateWrites);
        var next = New(new Dictionary<string, ReadOnlyMemory<byte>> { [write.Field] = write.Value });
        Assert.Null(next.Look(yesterday, s_due.AddHours(6)));
        Assert.Equal(new DateOnly(2026, 11, 23), next.Look(yesterday, s_due.AddDays(1).AddHours(1)));
        Assert.Equal(new DateOnly(2026, 11, 23), New().Look(null, s_due.AddDays(1).AddHours(1)));
    }

    [Fact]
    public void Servers_that_come_back_have_time_to_make_it()
    {
        var monitor = New();
        Assert.False(monitor.IsDue);
        _time.Advance(ReportMonitor.Patience);
        Assert.True(monitor.IsDue);
        monitor.Look(Made(s_due), s_due);
        Assert.False(monitor.IsDue);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(monitor.IsDue);
        monitor.Load(new Dictionary<string, ReadOnlyMemory<byte>> { ["missing"] = Encoding.ASCII.GetBytes("nonsense") });
        Assert.False(monitor.IsDue);
    }

    private ReportMonitor New(Dictionary<string, ReadOnlyMemory<byte>>? stored = null)
    {
        Assert.True(ReportTime.TryParse("11:00", TimeZoneInfo.Utc, out var time, out _));
        var settings = new ReportSettings
        {
            Tasks = TaskPlan.Empty,
            Time = time,
            Gather = (_, _) => throw new InvalidOperationException("the monitor makes no report"),
        };
        var monitor = new ReportMonitor(settings, _keys, 0, _time);
        monitor.Load(stored ?? []);
        return monitor;
    }

    private static ReportMemory Made(DateTimeOffset at) =>
        new(DateOnly.FromDateTime(at.UtcDateTime), at, new Dictionary<string, ChannelTotals>());
}
