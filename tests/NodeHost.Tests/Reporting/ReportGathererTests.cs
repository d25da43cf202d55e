using System.Globalization;
using Dachshund.Actors.DailyReport;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Reporting;
using Dachshund.Tasks.Reports;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Tests.Reporting;

/// <summary>What a report finds out, from a real Redis.</summary>
public sealed class ReportGathererTests
{
    private const string Host = "web";
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Turned_clock_of_redis_makes_no_device_lost_in_the_report_of_a_server()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var journal = await JournalClient.ConnectAsync(
            new JournalOptions { Connection = redis.Connection, Partitions = 1 },
            new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), CancellationToken.None);
        var opening = new SessionOpening(
            new SessionIdentity(0, Host, "incarnation", TimeSpan.FromSeconds(1)), new Dictionary<string, string>());
        Assert.True((await journal.OpenSessionAsync(opening, CancellationToken.None)).IsDone);
        Assert.Equal(DeviceState.Ok, (await DeviceAsync(isDraft: true)).State);

        // As if Redis' clock had gone on by an hour since then, and no server had looked.
        var hourAgo = s_now.AddHours(-1);
        await redis.CommandAsync(
            "HSET", $"dachshund:session:{Host}", "wall", hourAgo.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        var device = await DeviceAsync(isDraft: false);
        Assert.Equal(DeviceState.Ok, device.State);
        Assert.True(device.LastSeen > hourAgo.AddMinutes(30), $"last seen {device.LastSeen}");
        Assert.Equal(DeviceState.Lost, (await DeviceAsync(isDraft: true)).State);

        async Task<ReportedDevice> DeviceAsync(bool isDraft)
        {
            var request = new ReportRequest(DateOnly.FromDateTime(s_now.UtcDateTime), s_now.AddDays(-1), s_now) { IsDraft = isDraft };
            var draft = await new ReportGatherer(journal, new DachshundConfiguration()).GatherAsync(request, CancellationToken.None);
            return Assert.Single(draft.Report.Devices);
        }
    }
}
