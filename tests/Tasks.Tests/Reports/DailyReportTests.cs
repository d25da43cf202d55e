using System.Text;
using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>The model of the daily report: its order, its bounds, what it was stored as.</summary>
public sealed class DailyReportTests
{
    [Fact]
    public void What_was_stored_is_shown_again()
    {
        var report = Some.FullReport().Against(Some.Report() with { Devices = [new ReportedDevice("comsrv", DeviceState.Ok)] });
        var read = DailyReport.FromJson(report.ToJson());
        AssertSame(report, read);
        Assert.Equal(report.ToJson(), read.ToJson());
    }

    [Fact]
    public void What_another_version_stored_is_read_and_what_it_lacks_has_its_default()
    {
        var read = DailyReport.FromJson("""
            {
              "day": "2026-11-22", "zone": "Asia/Shanghai", "since": "2026-11-21T03:00:00Z", "until": "2026-11-22T03:00:00+00:00",
              "weather": { "rain": [1, 2, null] },
              "devices": [{ "host": "alisrv", "state": "lost", "colour": "red" }],
              "tasks": [{ "host": "alisrv", "name": "backup", "state": "late" }],
              "problems": [{ "kind": "match", "severity": "error", "rule": "app", "template": "ERROR" }],
              "channels": [{ "name": "ops", "sent": 1, "failed": 2, "waiting": 3 }]
            }
            """u8);
        Assert.Equal(new DateOnly(2026, 11, 22), read.Day);
        Assert.Equal(new ReportedDevice("alisrv", DeviceState.Lost), Assert.Single(read.Devices));
        Assert.Equal(new ReportedTask("alisrv", "backup", TaskState.Late), Assert.Single(read.Tasks));
        Assert.Empty(Assert.Single(read.Problems).Hosts);
        Assert.Empty(read.Problems[0].Days);
        Assert.Equal("", Assert.Single(read.Channels).Problem);
        Assert.Empty(read.Warnings);
        Assert.Null(read.Before);
        Assert.Equal(new ReportTotals(DevicesLost: 1, TasksLate: 1, Problems: 1), read.Totals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\u0000\u0001")]
    [InlineData("{\"day\":\"2026-11-22\"}")]
    [InlineData("{\"day\":\"0001-01-01\",\"zone\":\"UTC\",\"since\":\"2026-11-21T03:00:00Z\",\"until\":\"2026-11-22T03:00:00Z\"}")]
    [InlineData("{0,\"devices\":[null]}")]
    [InlineData("{0,\"devices\":null}")]
    [InlineData("{0,\"devices\":[{\"host\":\"a\"}]}")]
    [InlineData("{0,\"devices\":[{\"state\":\"ok\"}]}")]
    [InlineData("{0,\"devices\":[{\"host\":null,\"state\":\"ok\"}]}")]
    [InlineData("{0,\"devices\":[{\"host\":\"a\",\"state\":7}]}")]
    [InlineData("{0,\"devices\":[{\"host\":\"a\",\"state\":\"ok\",\"ssh\":null}]}")]
    [InlineData("{0,\"problems\":[{\"kind\":\"\",\"severity\":\"\",\"rule\":\"\",\"template\":\"\",\"hosts\":[null]}]}")]
    [InlineData("{0,\"warnings\":[null]}")]
    public void What_is_no_report_is_refused(string text)
    {
        var json = text.Replace("{0", """{"day":"2026-11-22","zone":"UTC","since":"2026-11-21T03:00:00Z","until":"2026-11-22T03:00:00Z" """);
        Assert.Throws<FormatException>(() => DailyReport.FromJson(Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Any_byte_that_is_changed_gives_a_report_or_a_format_exception()
    {
        var json = Some.FullReport().Against(null).ToJson();
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var changed = json.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                Assert.NotNull(DailyReport.FromJson(changed).Zone);
            }
            catch (FormatException)
            {
                // That is the other answer.
            }
        }
    }

    internal static void AssertSame(DailyReport expected, DailyReport actual)
    {
        Assert.Equal(expected with { Devices = [], Tasks = [], Problems = [], Losses = [], Channels = [], Removals = [], Warnings = [] },
            actual with { Devices = [], Tasks = [], Problems = [], Losses = [], Channels = [], Removals = [], Warnings = [] });
        Assert.Equal(expected.Devices.AsEnumerable(), actual.Devices.AsEnumerable());
        Assert.Equal(expected.Tasks.AsEnumerable(), actual.Tasks.AsEnumerable());
        Assert.Equal(expected.Problems.Select(Bare), actual.Problems.Select(Bare));
        Assert.Equal(expected.Problems.SelectMany(problem => problem.Hosts), actual.Problems.SelectMany(problem => problem.Hosts));
        Assert.Equal(expected.Problems.SelectMany(problem => problem.Days), actual.Problems.SelectMany(problem => problem.Days));
        Assert.Equal(expected.Losses.AsEnumerable(), actual.Losses.AsEnumerable());
        Assert.Equal(expected.Channels.AsEnumerable(), actual.Channels.AsEnumerable());
        Assert.Equal(expected.Removals.AsEnumerable(), actual.Removals.AsEnumerable());
        Assert.Equal(expected.Warnings.AsEnumerable(), actual.Warnings.AsEnumerable());
    }

    private static ReportedProblem Bare(ReportedProblem problem) => problem with { Hosts = [], Days = [] };
}
