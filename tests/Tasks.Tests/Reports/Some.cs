using Dachshund.Tasks.Reports;

namespace Dachshund.Tasks.Tests.Reports;

/// <summary>Reports to test with.</summary>
internal static class Some
{
    /// <summary>When most of them are made: eleven in the morning in Shanghai.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 3, 0, 0, TimeSpan.Zero);

    /// <summary>One that has nothing to tell.</summary>
    public static DailyReport Report() => new()
    {
        Day = new DateOnly(2026, 11, 22),
        Zone = "Asia/Shanghai",
        Since = Now.AddDays(-1),
        Until = Now,
    };

    /// <summary>One in which all is well.</summary>
    public static DailyReport QuietReport(int devices = 4, int tasks = 12) => Report() with
    {
        Devices = [.. Enumerable.Range(1, devices).Select(i => new ReportedDevice($"server-{i:0000}", DeviceState.Ok)
        {
            Ssh = $"root@server-{i:0000}.example.com",
            LastSeen = Now.AddSeconds(-3),
        })],
        Tasks = [.. Enumerable.Range(1, tasks).Select(i => new ReportedTask($"server-{i % devices:0000}", $"backup-{i}", TaskState.Ok)
        {
            LastSign = Now.AddHours(-7),
        })],
    };

    /// <summary>One that has something in each of its lists.</summary>
    public static DailyReport FullReport() => Report() with
    {
        Devices =
        [
            new ReportedDevice("alisrv", DeviceState.Ok) { Ssh = "root@alisrv", LastSeen = Now.AddSeconds(-2) },
            new ReportedDevice("comsrv", DeviceState.Error)
                { Ssh = "root@comsrv:2222", LastSeen = Now.AddSeconds(-1), Errors = 1234, Detail = "mysql: 连接失败" },
            new ReportedDevice("respi", DeviceState.Lost) { Ssh = "pi@192.168.1.9", LastSeen = Now.AddHours(-9), Detail = "no beat" },
            new ReportedDevice("backupsrv", DeviceState.Ok) { LastSeen = Now },
        ],
        Tasks =
        [
            new ReportedTask("alisrv", "nginx", TaskState.Ok) { LastSign = Now.AddHours(-1) },
            new ReportedTask("comsrv", "mysql", TaskState.Error) { LastSign = Now.AddHours(-2), Detail = "exit code 1" },
            new ReportedTask("backupsrv", "nightly", TaskState.Lost),
            new ReportedTask("backupsrv", "weekly", TaskState.Late) { LastSign = Now.AddDays(-8) },
            new ReportedTask("alisrv", "learned", TaskState.New) { LastSign = Now.AddHours(-3) },
        ],
        Problems =
        [
            new ReportedProblem("match", "warning", "app/slow", "WARN slow query <num> ms") { Hosts = ["comsrv"], Count = 7 },
            new ReportedProblem("match", "error", "app", "ERROR connection to <ip> refused")
                { Hosts = ["comsrv", "alisrv"], HostsLeftOut = 3, Count = 1227, Days = [0, 3, 0, 12, 800, 40, 1227] },
        ],
        ProblemsLeftOut = 2,
        Losses = [new ReportedLoss("comsrv", "/var/log/app.log", 123_456)],
        Channels =
        [
            new ReportedChannel("mail", 12, 0, 0),
            new ReportedChannel("ops", 40, 3, 5) { Problem = "DingTalk answers 310000: keywords not in content" },
        ],
        Removals = [new ReportedRemoval("alisrv", "/srv/drop", 31, 5_000_000)],
        Warnings = ["alerting differs between server-1 and server-2"],
    };
}
