using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>The report as a message, and as text for a terminal.</summary>
public sealed class ReportSummaryTests
{
    [Theory]
    [InlineData(ReportLanguage.En, "Daily report 11-22: all is well: 4 devices, 12 tasks", "Devices OK 4", "Tasks OK 12")]
    [InlineData(ReportLanguage.Zh, "日报 11-22：一切正常：4 台设备，12 个任务", "设备 正常 4", "任务 正常 12")]
    [InlineData(ReportLanguage.Both, "日报 11-22：一切正常：4 台设备，12 个任务 / Daily report 11-22: all is well: 4 devices, 12 tasks",
        "设备 / Devices 正常 OK 4", "任务 / Tasks 正常 OK 12")]
    public void When_all_is_well_it_says_so(ReportLanguage language, string title, params string[] lines)
    {
        var summary = ReportSummary.Of(Some.QuietReport().Against(null), language);
        Assert.Equal(title, summary.Title);
        Assert.Equal(string.Join('\n', lines), summary.Text);
    }

    [Theory]
    [InlineData(ReportLanguage.En, "Daily report 11-22: 1 device lost, 2 tasks lost")]
    [InlineData(ReportLanguage.Zh, "日报 11-22：1 台失联，2 个任务丢失")]
    public void The_title_says_what_is_not_well(ReportLanguage language, string title)
    {
        var report = Some.Report() with
        {
            Devices = [new("respi", DeviceState.Lost), new("alisrv", DeviceState.Ok)],
            Tasks = [new("h", "a", TaskState.Lost), new("h", "b", TaskState.Lost), new("h", "c", TaskState.Ok)],
        };
        Assert.Equal(title, ReportSummary.Of(report, language).Title);
    }

    [Fact]
    public void The_worst_is_named_first_and_what_has_no_line_is_counted()
    {
        var summary = ReportSummary.Of(Some.FullReport().Against(null), ReportLanguage.En);
        Assert.Equal("Daily report 11-22: 1 device lost, 1 device with errors, 3 tasks not well, 1 problem in the logs …", summary.Title);
        Assert.Equal(
            """
            Devices LOST 1 · ERR 1 · OK 2
            Tasks LOST 1 · LATE 1 · ERR 1 · OK 1 · NEW 1
            Problems 4
            LOST respi: last seen 11-22 02:00: no beat
            ERR comsrv: last seen 11-22 10:59 · 1,234 errors: mysql: 连接失败
            LOST nightly (backupsrv): no sign ever
            ERR mysql (comsrv): last sign 11-22 09:00: exit code 1
            ERROR ×1,227 (comsrv, alisrv, 3 more): app: ERROR connection to <ip> refused
            Log bytes lost comsrv: 120.6 KB · /var/log/app.log
            Channels ops: sent 40 · failed 3 · waiting 5: DingTalk answers 310000: keywords not in content
            LATE weekly (backupsrv): last sign 11-14 11:00
            … 5 more
            """, summary.Text);
    }

    [Fact]
    public void However_many_are_lost_the_message_is_short_and_counts_them()
    {
        for (var lost = 0; lost < 30; lost++)
        {
            var report = Some.Report() with
                { Devices = [.. Enumerable.Range(0, lost).Select(i => new ReportedDevice($"h{i:00}", DeviceState.Lost))] };
            var summary = ReportSummary.Of(report.Against(null), ReportLanguage.En);
            Assert.InRange(summary.Lines.Length, 0, ReportSummary.LinesMax);
            var named = summary.Lines.Count(line => line.StartsWith("LOST h", StringComparison.Ordinal));
            Assert.Equal(lost <= 11 ? lost : 10, named);
            Assert.Equal(lost > 11, summary.Lines.Contains($"… {lost - named} more"));
        }

        var many = Some.Report() with { Devices = [.. Enumerable.Range(0, 9000).Select(i => new ReportedDevice($"h{i}", DeviceState.Lost))] };
        Assert.Equal("… 8,990 more", ReportSummary.Of(many.Against(null), ReportLanguage.En).Lines[^1]);
    }

    [Fact]
    public void What_others_say_is_one_line_of_visible_text()
    {
        var text = "a\nb\r\nc\td\u001b[2J\u202e\0\ud800</b>" + new string('x', 1_000_000);
        foreach (var language in Enum.GetValues<ReportLanguage>())
        {
            var summary = ReportSummary.Of(ReportPageTests.HostileReport(text), language);
            Assert.InRange(summary.Lines.Length, 5, ReportSummary.LinesMax);
            Assert.All(summary.Lines.Append(summary.Title), line =>
            {
                Assert.InRange(line.Length, 1, ReportSummary.TitleCharsMax);
                Assert.DoesNotContain(line.EnumerateRunes(), rune => rune.Value == '\n' || ReportPageTests.IsUnseen(rune));
            });
            Assert.All(summary.Lines, line => Assert.InRange(line.Length, 1, ReportSummary.LineCharsMax));
            Assert.Contains(@"a\nb\r\nc d\x1b[2J\u202e\x00\ud800</b>xxx", summary.Lines[3], StringComparison.Ordinal);

            var terminal = ReportSummary.ToText(ReportPageTests.HostileReport(text), language);
            Assert.DoesNotContain(terminal.EnumerateRunes(), ReportPageTests.IsUnseen);
            Assert.InRange(terminal.Length, 1000, 20_000);
        }
    }

    [Fact]
    public void A_line_is_cut_between_two_characters()
    {
        for (var length = 100; length < 130; length++)
        {
            var report = Some.Report() with { Warnings = [new string('x', length) + "😀😀😀😀😀😀😀😀😀😀"] };
            var line = ReportSummary.Of(report, ReportLanguage.En).Lines[^1];
            Assert.InRange(line.Length, ReportSummary.LineCharsMax - 1, ReportSummary.LineCharsMax);
            Assert.DoesNotContain("\ufffd", line.EnumerateRunes().Select(rune => rune.ToString()));
        }
    }

    [Fact]
    public void A_terminal_shows_it_in_columns()
    {
        Assert.Equal(
            """
            Daily report 2026-11-22
            1 device lost, 1 device with errors, 3 tasks not well, 1 problem in the logs, 1 file lost bytes, 1 channel in trouble, 1 warning

            Devices   LOST 1 · ERR 1 · OK 2
            Tasks     LOST 1 · LATE 1 · ERR 1 · OK 1 · NEW 1
            Problems  4

            Devices
              LOST  respi      pi@192.168.1.9    last seen 11-22 02:00
                    no beat
              ERR   comsrv     root@comsrv:2222  last seen 11-22 10:59 · 1,234 errors
                    mysql: 连接失败
              OK    alisrv     root@alisrv       last seen 11-22 10:59
              OK    backupsrv                    last seen 11-22 11:00

            Tasks
              LOST  nightly  backupsrv  no sign ever
              LATE  weekly   backupsrv  last sign 11-14 11:00
              ERR   mysql    comsrv     last sign 11-22 09:00
                    exit code 1
              NEW   learned  alisrv     last sign 11-22 08:00
              OK    nginx    alisrv     last sign 11-22 10:00

            Top problems
              ERROR    ×1,227  comsrv, alisrv, 3 more  app · ▁▂▁▂▆▂█ by day 11-16 – 11-22: 0, 3, 0, 12, 800, 40, 1,227
                       ERROR connection to <ip> refused
              WARNING  ×7      comsrv                  app/slow
                       WARN slow query <num> ms
              … 2 more

            Log bytes lost
              comsrv  120.6 KB · /var/log/app.log

            Channels
              ops   sent 40 · failed 3 · waiting 5
                DingTalk answers 310000: keywords not in content
              mail  sent 12

            Old files removed
              alisrv  31 files · 4.8 MB · /srv/drop

            Warnings
              alerting differs between server-1 and server-2

            2026-11-21 11:00 – 2026-11-22 11:00, times of Asia/Shanghai

            """, ReportSummary.ToText(Some.FullReport().Against(null), ReportLanguage.En));
    }

    [Fact]
    public void Chinese_names_take_two_columns_a_sign_and_lines_of_a_detail_stay_lines()
    {
        var report = Some.Report() with
        {
            Devices =
            [
                new("阿里云", DeviceState.Lost) { Ssh = "root@a", Detail = "one\ntwo" },
                new("respi", DeviceState.Lost) { Ssh = "pi@b" },
            ],
        };
        Assert.Contains("  失联  respi   pi@b    从未上线\n  失联  阿里云  root@a  从未上线\n        one\n        two\n",
            ReportSummary.ToText(report.Against(null), ReportLanguage.Zh), StringComparison.Ordinal);
    }
}
