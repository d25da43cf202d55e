using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Reports on a node that shows them: by their signed links, and by nothing else.</summary>
public sealed class ReportPagesTests
{
    private static readonly DateOnly s_day = new(2026, 11, 22);

    [Fact]
    public async Task Report_opens_by_its_link_and_the_policy_names_its_style()
    {
        await using var scene = await SetAsync();
        var answer = await scene.GetAsync("/reports/" + Token(scene).Sign(scene.Key));
        Assert.Equal(200, answer.Status);
        var head = answer.Text.Split("\r\n\r\n")[0];
        Assert.Contains($"style-src '{ReportPage.StyleHash}'", head, StringComparison.Ordinal);
        Assert.Contains("Cache-Control: no-store", head, StringComparison.Ordinal);
        Assert.Contains("web-7", answer.Text, StringComparison.Ordinal);
        Assert.Contains(scene.Audit, line => line.Contains(": report 20261122", StringComparison.Ordinal));
        Assert.Equal(200, (await scene.GetAsync("/reports/" + Token(scene).Sign(scene.Key), "HEAD")).Status);
    }

    [Fact]
    public async Task Nothing_else_opens_it()
    {
        await using var scene = await SetAsync();
        var token = Token(scene);
        var good = token.Sign(scene.Key);
        var other = LinkKey.Create(TimeProvider.System.GetUtcNow(), LinkKey.LifetimeDefault);
        string[] targets =
        [
            "/reports", "/reports/", "/reports/latest", "/reports/20261122", "/reports/" + good + "/", "/reports//" + good,
            "/reports/../reports/" + good, "/Reports/" + good, "/reports/" + good + "=", "/reports/" + good[..^1],
            "/reports/" + token.Sign(other),
            "/reports/" + (token with { Node = "web-2" }).Sign(scene.Key),
            "/reports/" + (token with { Expires = TimeProvider.System.GetUtcNow().AddMinutes(-1) }).Sign(scene.Key),
            "/reports/" + (token with { Day = s_day.AddDays(1) }).Sign(scene.Key),
            // A link to a log opens no report, and a link to a report no log.
            "/reports/" + scene.Token.Sign(scene.Key), "/l/" + good,
        ];
        foreach (var target in targets)
            await Refusals.AssertPlainAsync(scene, await scene.GetAsync(target));
        Assert.Equal(404, (await scene.GetAsync("/reports/" + good, "POST")).Status);
        Assert.Equal(1, scene.LooksAtKeys);
    }

    [Fact]
    public async Task Each_changed_letter_of_a_token_is_refused()
    {
        await using var scene = await SetAsync();
        var good = Token(scene).Sign(scene.Key);
        for (var at = 0; at < good.Length; at++)
        {
            var changed = good[..at] + (good[at] == 'A' ? 'B' : 'A') + good[(at + 1)..];
            // From another machine each few tries: guessing is slowed down.
            Assert.Equal(404, (await scene.GetAsync("/reports/" + changed, machine: (byte)(2 + (at / 30)))).Status);
        }
    }

    [Fact]
    public async Task Node_without_the_role_shows_none_and_redis_away_is_no_no()
    {
        await using (var plain = await PageScene.SetAsync())
        {
            plain.Report = Report();
            await Refusals.AssertPlainAsync(plain, await plain.GetAsync("/reports/" + Token(plain).Sign(plain.Key)));
        }

        await using var scene = await SetAsync();
        scene.IsRedisAway = true;
        Assert.Equal(503, (await scene.GetAsync("/reports/" + Token(scene).Sign(scene.Key))).Status);
    }

    private static async Task<PageScene> SetAsync()
    {
        var scene = await PageScene.SetAsync(showsReports: true);
        scene.Report = Report();
        return scene;
    }

    private static DailyReport Report() => new()
    {
        Day = s_day,
        Zone = "UTC",
        Since = DateTimeOffset.UnixEpoch,
        Until = DateTimeOffset.UnixEpoch.AddDays(1),
        Devices = [new ReportedDevice("web-7", DeviceState.Lost)],
    };

    private static ReportToken Token(PageScene scene) => new(PageScene.Host, s_day, scene.Token.Expires);
}
