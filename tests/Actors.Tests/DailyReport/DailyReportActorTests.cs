using System.Globalization;
using Dachshund.Actors.DailyReport;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Streams;
using Dachshund.TestKit.Redis;

namespace Dachshund.Actors.Tests.DailyReport;

/// <summary>Each day's report is made once, whoever dies when.</summary>
public sealed class DailyReportActorTests : RedisTests
{
    private static readonly DateTimeOffset s_first = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);
    private readonly List<ReportServer> _servers = [];

    public override async Task DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task First_report_is_the_next_that_is_due_and_each_comes_once_and_is_kept()
    {
        var server = await StartAsync("one");
        await server.TakeAsync(s_first);
        Assert.Empty(await ToldAsync(server));
        await server.LookAsync(s_first.AddHours(19).AddMinutes(59));
        Assert.Empty(await ToldAsync(server));
        await server.LookAsync(s_first.AddHours(20));
        await server.LookAsync(s_first.AddHours(20).AddSeconds(5));
        await server.LookAsync(s_first.AddHours(43));
        Assert.Equal(["11-21"], await ToldAsync(server));

        var memory = (await ReportReader.ReadMemoryAsync(server.Journal, CancellationToken.None)).Value;
        Assert.Equal((new DateOnly(2026, 11, 21), s_first.AddHours(20)), (memory?.Day, memory?.At));
        Assert.Equal(new DateOnly(2026, 11, 21).DayNumber, memory?.Channels["ding"].Told);
        var kept = (await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 21), CancellationToken.None)).Value;
        Assert.Equal((s_first, s_first.AddHours(20)), (kept?.Since, kept?.Until));
        Assert.Null((await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 20), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task After_days_without_a_server_there_is_one_report_and_old_ones_go()
    {
        var server = await StartAsync("one");
        await server.TakeAsync(s_first);
        await server.LookAsync(s_first.AddDays(1));
        await server.LookAsync(s_first.AddDays(5));
        Assert.Equal(["11-21", "11-25"], await ToldAsync(server));
        await server.LookAsync(s_first.AddDays(5 + ReportReader.DaysKept));
        Assert.Null((await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 25), CancellationToken.None)).Value);
        Assert.Null((await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 21), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Who_loses_the_lease_while_it_makes_the_report_tells_nobody()
    {
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var one = await StartAsync("one", settings => settings with
        {
            Gather = async (request, _) =>
            {
                begun.TrySetResult();
                await gate.Task;
                return ReportServer.Draft(request);
            },
        });
        var two = await StartAsync("two");
        await one.TakeAsync(s_first);
        one.Begin(s_first.AddDays(1));
        await begun.Task.WaitAsync(TimeSpan.FromMinutes(5));

        await two.TakeAsync(s_first.AddDays(1).AddSeconds(5));
        Assert.Equal(["11-21"], await ToldAsync(two));
        gate.SetResult();
        await one.EndAsync();
        Assert.Equal(["11-21"], await ToldAsync(two));
        Assert.Equal(1, one.Asked);
    }

    [Fact]
    public async Task Who_takes_over_after_it_finds_it_done_and_before_it_makes_it()
    {
        var one = await StartAsync("one");
        var two = await StartAsync("two");
        await one.TakeAsync(s_first);
        await two.TakeAsync(s_first.AddDays(1));
        Assert.Equal(["11-21"], await ToldAsync(one));

        // The one that lost it still believes that it has it.
        await one.LookAsync(s_first.AddDays(1).AddSeconds(1));
        var three = await StartAsync("three");
        await three.TakeAsync(s_first.AddDays(1).AddSeconds(2));
        Assert.Equal(["11-21"], await ToldAsync(one));
        Assert.Equal(0, three.Asked);
    }

    [Fact]
    public async Task What_can_not_be_found_out_now_is_found_out_later()
    {
        var fails = 2;
        var server = await StartAsync("one", settings => settings with
        {
            Gather = (request, _) => fails-- > 0
                ? throw new JournalException(JournalFault.Unreachable, "away")
                : Task.FromResult(ReportServer.Draft(request)),
        });
        await server.TakeAsync(s_first);
        for (var look = 0; look < 4; look++)
            await server.LookAsync(s_first.AddDays(1).AddSeconds(5 * look));
        Assert.Equal(["11-21"], await ToldAsync(server));
        Assert.Equal(3, server.Asked);
    }

    [Fact]
    public async Task It_waits_until_all_that_came_before_it_was_due_is_folded_but_not_for_ever()
    {
        var server = await StartAsync("one");
        await server.TakeAsync(s_first);
        var due = s_first.AddHours(20);
        var before = due.AddMinutes(-1).ToUnixTimeMilliseconds();
        await Redis.CommandAsync("XADD", server.Journal.Keys.Journal(0), $"{before}-1", "e", "read");
        await Redis.CommandAsync("XADD", server.Journal.Keys.Journal(0), $"{before}-2", "e", "not read");
        await Redis.CommandAsync("HSET", server.Journal.Keys.Cursors(0), "main", $"{before}-1 1 1 held");
        await server.LookAsync(due);
        Assert.Empty(await ToldAsync(server));
        await Redis.CommandAsync("HSET", server.Journal.Keys.Cursors(0), "main", $"{before}-2 2 1 held");
        await server.LookAsync(due.AddSeconds(5));
        Assert.Equal(["11-21"], await ToldAsync(server));

        await Redis.CommandAsync("XADD", server.Journal.Keys.Journal(0), $"{before}-3", "e", "never read");
        await server.LookAsync(due.AddDays(1));
        await server.AdvanceAsync(TimeSpan.FromMinutes(9));
        await server.LookAsync(due.AddDays(1).AddMinutes(9));
        Assert.Equal(["11-21"], await ToldAsync(server));
        await server.AdvanceAsync(TimeSpan.FromMinutes(1));
        await server.LookAsync(due.AddDays(1).AddMinutes(10));
        Assert.Equal(["11-21", "11-22"], await ToldAsync(server));
        var report = (await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 22), CancellationToken.None)).Value;
        Assert.Contains("1 entries were not read", Assert.Single(report?.Warnings ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_that_was_a_month_ahead_and_is_right_again_keeps_no_report_back()
    {
        var server = await StartAsync("one");
        await server.TakeAsync(s_first);
        await server.LookAsync(s_first.AddDays(31));
        Assert.Equal(["12-21"], await ToldAsync(server));
        await server.LookAsync(s_first.AddDays(1));
        await server.LookAsync(s_first.AddDays(2));
        Assert.Equal(["12-21", "11-22"], await ToldAsync(server));
    }

    [Fact]
    public async Task It_is_written_whole_and_where_it_can_not_be_it_says_so_itself()
    {
        using var folder = new TestFolder();
        var html = Path.Combine(folder.Path, "html");
        var server = await StartAsync(
            "one", settings => settings with { HtmlDir = html, HtmlUrl = "https://reports.example/daily/" });
        await server.TakeAsync(s_first);
        await server.LookAsync(s_first.AddDays(1));
        var file = Assert.Single(Directory.GetFiles(html));
        Assert.EndsWith("report-2026-11-21.html", file, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(
            "https://reports.example/daily/report-2026-11-21.html", (await NoticesAsync(server))[0].Samples[^1].Path);

        Directory.Delete(html, recursive: true);
        await File.WriteAllTextAsync(html, "no folder");
        await server.LookAsync(s_first.AddDays(2));
        var report = (await ReportReader.ReadAsync(server.Journal, new DateOnly(2026, 11, 22), CancellationToken.None)).Value;
        Assert.Contains("report.html-dir", Assert.Single(report?.Warnings ?? []), StringComparison.Ordinal);
        Assert.Equal(["11-21", "11-22"], await ToldAsync(server));
    }

    /// <summary>The days around each change of the clocks; servers take over, and are away, at random.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "02:30", 2026, 3, 29)]
    [InlineData("Europe/Berlin", "02:30", 2026, 10, 25)]
    [InlineData("America/New_York", "01:30", 2026, 11, 1)]
    [InlineData("Australia/Lord_Howe", "02:15", 2026, 10, 4)]
    [InlineData("Australia/Lord_Howe", "01:45", 2026, 4, 5)]
    public async Task Around_a_change_of_the_clocks_each_day_has_one_report(string zoneId, string time, int year, int month, int day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var random = new Random(year + month + day);
        var start = new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero).AddDays(-3);
        ReportServer[] servers = [await StartAsync("one", zone: zone, time: time), await StartAsync("two", zone: zone, time: time)];
        var holder = servers[0];
        await holder.TakeAsync(start);
        for (var now = start; now <= start.AddDays(5); now += TimeSpan.FromMinutes(random.Next(5, 120)))
        {
            if (random.Next(10) == 0)
            {
                holder = await StartAsync($"s{random.Next()}", zone: zone, time: time);
                await holder.TakeAsync(now);
            }

            await holder.LookAsync(now);
        }

        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        var told = await ToldAsync(holder);
        var days = Enumerable.Range(1, told.Count).Select(days => first.AddDays(days).ToString("MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(days, told);
        Assert.InRange(told.Count, 4, 6);
    }

    private async Task<ReportServer> StartAsync(
        string name, Func<ReportSettings, ReportSettings>? change = null, TimeZoneInfo? zone = null, string time = "11:00")
    {
        var settings = ReportServer.Settings(time, zone ?? TimeZoneInfo.Utc);
        var server = await ReportServer.StartAsync(Redis.Connection, name, change?.Invoke(settings) ?? settings);
        _servers.Add(server);
        return server;
    }

    /// <summary>The days of the reports that the router is told of, in order.</summary>
    private static async Task<IReadOnlyList<string>> ToldAsync(ReportServer server) =>
        [.. (await NoticesAsync(server)).Select(notice => notice.Template.Split(' ', ':')[2])];

    private static async Task<IReadOnlyList<Notice>> NoticesAsync(ReportServer server)
    {
        var call = await server.Journal.ReadStreamAsync(server.Journal.Keys.Notices, StreamItem.Beginning, 200, CancellationToken.None);
        return [.. call.Value.Select(item => Notice.FromJson(item.Body.Span))];
    }
}
