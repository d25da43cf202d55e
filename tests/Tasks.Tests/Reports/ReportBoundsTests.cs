using System.Text;
using System.Text.Json;
using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>The order of a report, what it says against the last one, and what it leaves out when there is too much.</summary>
public sealed class ReportBoundsTests
{
    [Fact]
    public void The_worst_comes_first_and_of_the_same_what_has_changed()
    {
        var last = Some.Report() with
        {
            Devices = [.. "abcde".Select(name => new ReportedDevice($"{name}", DeviceState.Ok))],
            Tasks = [.. "abcdef".Select(name => new ReportedTask("h", $"{name}", TaskState.Ok))],
        };
        var report = (Some.FullReport() with
        {
            Devices =
            [
                new("d", DeviceState.Ok), new("f", DeviceState.Ok), new("b", DeviceState.Error), new("a", DeviceState.Ok),
                new("e", DeviceState.Lost), new("c", DeviceState.Lost),
            ],
            Tasks =
            [
                new("h", "a", TaskState.Ok), new("h", "n", TaskState.New), new("h", "b", TaskState.Late), new("h", "c", TaskState.Error),
                new("h", "z", TaskState.Lost), new("h", "d", TaskState.Lost), new("g", "y", TaskState.Lost),
            ],
        }).Against(last);
        Assert.Equal("c e b f a d", string.Join(' ', report.Devices.Select(device => device.Host)));
        Assert.Equal("d y z b c n a", string.Join(' ', report.Tasks.Select(task => task.Name)));
        Assert.Equal(["error", "warning"], report.Problems.Select(problem => problem.Severity));
        Assert.Equal(["ops", "mail"], report.Channels.Select(channel => channel.Name));
        Assert.Equal("f", Assert.Single(report.Devices, device => device.IsNew).Host);
        Assert.Equal(DeviceState.Ok, report.Devices[0].Before);
        Assert.Equal(TaskState.Ok, report.Tasks[0].Before);
        Assert.Null(report.Tasks[1].Before);
        Assert.Equal(last.Totals, report.Before);
        Assert.Equal(new ReportTotals(2, 1, 3, 3, 1, 1, 1, 1, 4), report.Totals);
    }

    [Fact]
    public void The_first_report_calls_nothing_new_nor_one_after_a_report_without_room_for_all()
    {
        var report = Some.QuietReport();
        Assert.DoesNotContain(report.Against(null).Devices, device => device.HasChanged);
        Assert.Null(report.Against(null).Before);
        var last = Some.Report() with { NotListed = new ReportTotals(DevicesOk: 3) };
        Assert.DoesNotContain(report.Against(last).Devices, device => device.HasChanged);
        Assert.All(report.Against(Some.Report()).Devices, device => Assert.True(device.IsNew));
    }

    [Fact]
    public void All_is_well_only_when_nothing_is_not()
    {
        var well = Some.QuietReport() with
        {
            Channels = [new ReportedChannel("ops", 3, 1, 1)],
            Removals = [new ReportedRemoval("h", "/f", 1, 1)],
            Problems = [new ReportedProblem("match", "warning", "r", "t"), new ReportedProblem("match", "info", "r", "t")],
            Tasks = [new ReportedTask("h", "learned", TaskState.New)],
        };
        Assert.True(well.IsAllWell);
        DailyReport[] unwell =
        [
            well with { Devices = [new("h", DeviceState.Lost)] },
            well with { Devices = [new("h", DeviceState.Error)] },
            well with { Tasks = [new("h", "t", TaskState.Lost)] },
            well with { Tasks = [new("h", "t", TaskState.Late)] },
            well with { Tasks = [new("h", "t", TaskState.Error)] },
            well with { NotListed = new ReportTotals(DevicesLost: 1) },
            well with { Losses = [new("h", "/p", 1)] },
            well with { LossesLeftOut = 1 },
            well with { Warnings = ["x"] },
            well with { WarningsLeftOut = 1 },
            well with { Channels = [new("ops", 3, 1, 1) { Problem = "x" }] },
            well with { Problems = [new("match", "error", "r", "t")] },
            well with { Problems = [new("match", "critical", "r", "t")] },
            well with { Problems = [new("match", "whatever", "r", "t")] },
            well with { Problems = [], ProblemsLeftOut = 1 },
        ];
        Assert.All(unwell, report => Assert.False(report.IsAllWell));
        Assert.All(unwell, report => Assert.Matches(": [1-9]", ReportSummary.Of(report, ReportLanguage.En).Title));
    }

    [Fact]
    public void A_thousand_quiet_devices_fit_and_all_are_listed()
    {
        var report = Some.QuietReport(1000, 0).Against(Some.QuietReport(999, 0));
        Assert.InRange(report.ToJson().Length, 100_000, ReportBounds.JsonBytesMax);
        Assert.Equal(1000, report.Devices.Length);
        Assert.Equal(ReportTotals.None, report.NotListed);
    }

    [Fact]
    public void Where_not_all_fit_those_that_are_well_give_way_and_are_counted()
    {
        var detail = new string('x', ReportBounds.TextCharsMax);
        var lost = Some.FullReport() with { Warnings = [detail] };
        var quiet = Some.QuietReport(1900, 4900);
        var report = (lost with { Devices = [.. quiet.Devices, .. lost.Devices], Tasks = [.. quiet.Tasks, .. lost.Tasks] }).Against(lost);
        Assert.InRange(report.ToJson().Length, ReportBounds.JsonBytesMax - 2000, ReportBounds.JsonBytesMax);
        Assert.Equal(DeviceState.Lost, report.Devices[0].State);
        Assert.Equal(3, report.Tasks.Count(task => task.State < TaskState.New));
        Assert.InRange(report.Devices.Length, 500, 1900);
        Assert.Equal(new ReportTotals(1, 1, 1902, 1, 1, 1, 4901, 1, 4), report.Totals);
        Assert.Equal(detail, Assert.Single(report.Warnings));
        Assert.Equal(lost.Losses.AsEnumerable(), report.Losses.AsEnumerable());
        DailyReportTests.AssertSame(report, DailyReport.FromJson(report.ToJson()));
    }

    [Theory]
    [InlineData(0x1f600)]
    [InlineData(0x1b)]
    [InlineData(0xd800)]
    public void Whatever_comes_in_it_fits_and_says_what_is_left_out(int letter)
    {
        // The last is half a character, which no attribute can hold.
        var text = letter == 0xd800 ? new string('\ud800', 700) : string.Concat(Enumerable.Repeat(new Rune(letter), 700));
        var (many, more) = (Enumerable.Range(0, 300).ToArray(), Enumerable.Range(0, 2100));
        var report = (Some.Report() with
        {
            Zone = text,
            Devices = [.. more.Select(i => new ReportedDevice($"{i}{text}", DeviceState.Lost) { Ssh = text, Detail = text })],
            Tasks = [.. many.Select(i => new ReportedTask(text, $"{i}{text}", TaskState.Lost) { Detail = text })],
            Problems = [.. many.Select(i => new ReportedProblem(text, text, text, text)
                { Hosts = [.. Enumerable.Repeat(text, 100)], Days = [.. Enumerable.Repeat(1L, 100)] })],
            Losses = [.. many.Select(i => new ReportedLoss(text, text, i))],
            Channels = [.. many.Select(i => new ReportedChannel(text, i, i, i) { Problem = text })],
            Removals = [.. many.Select(i => new ReportedRemoval(text, text, i, i))],
            Warnings = [.. many.Select(_ => text)],
        }).Against(null);
        var json = report.ToJson();
        Assert.InRange(json.Length, 50_000, ReportBounds.JsonBytesMax);
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal(new ReportTotals(DevicesLost: 2100, TasksLost: 300, Problems: 300), report.Totals);
        Assert.InRange(report.Devices.Length, 10, ReportBounds.DevicesMax);
        Assert.Equal(300, report.Losses.Length + report.LossesLeftOut);
        Assert.Equal(300, report.Channels.Length + report.ChannelsLeftOut);
        Assert.Equal(300, report.Removals.Length + report.RemovalsLeftOut);
        Assert.Equal(300, report.Warnings.Length + report.WarningsLeftOut);
        Assert.InRange(report.Problems.Length, 1, ReportBounds.ProblemsMax);
        Assert.All(report.Problems, problem => Assert.Equal(100, problem.Hosts.Length + problem.HostsLeftOut));
        Assert.All(report.Problems, problem => Assert.Equal(ReportedProblem.DaysMax, problem.Days.Length));
        Assert.All(report.Devices, device => Assert.InRange(device.Detail.Length, 50, ReportBounds.TextCharsMax));
        Assert.All(report.Devices, device => Assert.EndsWith("…", device.Detail, StringComparison.Ordinal));
        // JSON knows no half characters: once it is stored, it stays as it is.
        var stored = DailyReport.FromJson(json);
        Assert.Equal(report.Totals, stored.Totals);
        Assert.Equal(stored.ToJson(), DailyReport.FromJson(stored.ToJson()).ToJson());
    }
}
