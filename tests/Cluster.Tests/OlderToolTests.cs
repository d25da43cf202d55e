using System.Text.RegularExpressions;
using Dachshund.TestKit.Channels;

namespace Dachshund.Cluster.Tests;

/// <summary>The day that the older tool's manual tells of, with real nodes, and the day after it.</summary>
public sealed partial class OlderToolTests
{
    [Fact]
    public async Task Bad_day_of_four_devices_is_told_as_it_was_and_of_the_next_one_that_all_is_well()
    {
        await using var devices = await FourDevices.StartAsync();
        await HaveBadDayAsync(devices);
        devices.Turn(day: 1, hour: 11, minute: 5);
        var badDay = await devices.ReportAsync(1);
        AssertTold(
            devices,
            "Daily report 05-14: 1 device lost, 2 devices with errors, 3 tasks not well, 3 problems in the logs",
            "[CRITICAL] offline: respi",
            "[ERROR] app comsrv: ERROR <script>alert('<*>')<<*>> crashed",
            "[ERROR] app ×2 comsrv: ERROR mysqld got signal <*>",
            "[ERROR] dropped file jobs/nginx alisrv",
            "[ERROR] task mysql comsrv: failed");
        Assert.Equal(
            [
                "Devices LOST 1 · ERR 2 · OK 1",
                "Tasks LOST 1 · ERR 2 · OK 1",
                "Problems 3",
                "LOST respi: last seen 05-14 08:00",
                "ERR alisrv: last seen 05-14 11:00 · 1 error",
                "ERR comsrv: last seen 05-14 11:00 · 3 errors",
                "LOST nightly-backup (backupsrv): no sign ever",
                "ERR nginx (alisrv): last sign 05-14 08:00",
                "ERR mysql (comsrv): last sign 05-14 08:00: run exit 2, 0.0 s",
                "ERROR ×2 (comsrv): app: ERROR mysqld got signal <*>",
                "ERROR ×1 (comsrv): app: ERROR <script>alert('<*>')<<*>> crashed",
                "ERROR ×1 (alisrv): dropped file · nginx",
            ],
            LinesOf(badDay, devices.Scene.Folder));
        await AssertShownAsync(devices.Scene, badDay);

        await HaveGoodDayAsync(devices);
        devices.Turn(day: 2, hour: 11, minute: 5);
        var goodDay = await devices.ReportAsync(2);
        Assert.Equal("Daily report 05-15: all is well: 4 devices, 4 tasks", goodDay.Title);
        Assert.Equal(
            ["Devices LOST 0 (-1) · ERR 0 (-2) · OK 4 (+3)", "Tasks LOST 0 (-1) · ERR 0 (-2) · OK 4 (+3)", "Problems 0 (-3)"],
            LinesOf(goodDay, devices.Scene.Folder));
        Assert.Contains("<h1 class=\"g\">All is well: 4 devices, 4 tasks</h1>", await OpenAsync(goodDay), StringComparison.Ordinal);

        // Once a day, whoever dies. Later, and of a turned clock, nothing else was told.
        devices.Turn(day: 2, hour: 11, minute: 25);
        await devices.KillAsync("alisrv");
        await devices.StartAsync("alisrv");
        devices.Drop("alisrv", "after.msg", "told after the report\n");
        await devices.Scene.SaidAsync("dropped file jobs/after");
        Assert.Equal(
            ["[INFO] recovered: respi", goodDay.Title, "[ERROR] dropped file jobs/after alisrv"],
            devices.Told.Skip(6).Select(message => message.Title));
        var tasks = await devices.Scene.AskAsync("alisrv", "task", "list");
        Assert.True(tasks.Code == 0, tasks.Text);
    }

    private static async Task HaveBadDayAsync(FourDevices devices)
    {
        devices.Drop("respi", "sensors.log", "21.5\n");
        await devices.WellAsync("respi", "sensors", "2030-05-14T00");
        await devices.KillAsync("respi");
        devices.Drop("alisrv", "2030-05-14_@nginx@.err", "nginx: [emerg] bind() to 0.0.0.0:80 failed\n");
        devices.Log("comsrv", "ERROR mysqld got signal 11\nERROR mysqld got signal 11\nERROR <script>alert('table')</script> crashed\n");
        Assert.Equal(2, await devices.RunAsync("comsrv", "mysql", "echo cannot connect; exit 2"));
        await devices.Scene.SaidAsync("task mysql comsrv", "exit 2", "cannot connect");
        await devices.Scene.SaidAsync("dropped file jobs/nginx alisrv", "0.0.0.0:80 failed");
        await devices.Scene.SaidAsync("2 new", "mysqld got signal");
        await devices.Scene.SaidAsync("1 new", "crashed");
        await devices.Scene.SaidAsync("offline: respi", "dead, or cut off");
        await devices.Scene.FoldedAsync();
    }

    /// <summary>What the link of the message opens, and what the command line shows and writes, is the same report.</summary>
    private static async Task AssertShownAsync(Scene scene, FakeMessage report)
    {
        var page = await OpenAsync(report);
        string[] shown =
        [
            "<h1>1 device lost, 2 devices with errors, 3 tasks not well, 3 problems in the logs</h1>",
            "<span>LOST</span><b>respi</b><a href=\"ssh://root@respi.lan\">root@respi.lan</a>",
            "<span>LOST</span><b>nightly-backup</b><small>backupsrv · no sign ever</small>",
            "<span>ERR</span><b>nginx</b><small>alisrv · ",
            "<span>ERR</span><b>mysql</b><small>comsrv · ",
            "ERROR &lt;script&gt;alert(",
        ];
        Assert.All(shown, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        var said = await Task.WhenAll(
            scene.AskAsync("alisrv", "report", "-o", "report.html"),
            scene.AskAsync("comsrv", "report", "--set", "language=zh"));
        Assert.All(said, answer => Assert.True(answer.Code == 0, answer.Text));
        Assert.Equal("wrote report.html", said[0].Text);
        Assert.Equal(page, await File.ReadAllTextAsync(Path.Combine(scene.Folder, "report.html")));
        Assert.Contains("日报 2030-05-14\n1 台失联，2 台异常，3 个任务异常，3 个日志问题\n", said[1].Text, StringComparison.Ordinal);
        Assert.Matches("丢失 +nightly-backup +backupsrv +从无记录", said[1].Text);
    }

    private static async Task HaveGoodDayAsync(FourDevices devices)
    {
        devices.Turn(day: 2, hour: 2);
        devices.Drop("alisrv", "2030-05-15_@nginx@.log", "is up\n");
        devices.Drop("backupsrv", "nightly-backup.log", "48213 files\n");
        devices.Drop("respi", "sensors.log", "22.0\n");
        var mysql = devices.RunAsync("comsrv", "mysql", "exit 0");
        await devices.StartAsync("respi");
        Assert.Equal(0, await mysql);
        await devices.WellAsync("alisrv", "nginx", "2030-05-14T18");
        await devices.WellAsync("comsrv", "mysql", "2030-05-14T18");
        await devices.WellAsync("backupsrv", "nightly-backup", "2030-05-14T18");
        await devices.WellAsync("respi", "sensors", "2030-05-14T18");
        await devices.Scene.SaidAsync("recovered: respi");
    }

    private static async Task<string> OpenAsync(FakeMessage report)
    {
        using var browser = new HttpClient();
        return await browser.GetStringAsync(Assert.Single(MessageLinks.Of(report.Text)));
    }

    private static void AssertTold(FourDevices devices, params string[] titles) =>
        Assert.Equal(titles, devices.Told.Select(message => message.Title).Order(StringComparer.Ordinal));

    /// <summary>The lines between title and link as they are read: without what keeps them from being markup, to the hour, and
    /// without texts that begin with a path of this test.</summary>
    private static string[] LinesOf(FakeMessage report, string folder)
    {
        var text = Escape().Replace(report.Text, "");
        var lines = text[..text.IndexOf("[open", StringComparison.Ordinal)].Split('\n', StringSplitOptions.TrimEntries);
        return [.. lines.Skip(1).Where(line => line.Length > 0)
            .Select(line => Minutes().Replace(line.Split($": {folder}")[0], "$1:00")).Select(line => Seconds().Replace(line, "0.0 s"))];
    }

    [GeneratedRegex(@"\\|\u200B")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\b([0-9]{2}):0[0-9]\b")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"\b[0-9]+\.[0-9] s\b")]
    private static partial Regex Seconds();
}
