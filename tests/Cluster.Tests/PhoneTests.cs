using Dachshund.TestKit.Channels;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>The phone's side misbehaves: every alert arrives, once, and the log says why it waited.</summary>
public sealed class PhoneTests
{
    private static readonly string[] s_words = ["pump", "valve", "motor", "belt"];

    [Fact]
    public async Task Refusals_time_outs_and_html_with_200_delay_an_alert_and_lose_none()
    {
        await using var scene = await Scene.SetAsync();
        // Far more than an answer takes on a busy machine, and far less than the one that doesn't come in time.
        scene.More = "dachshund.channels.ding.timeout = 5s";
        var node = scene.StartNode();
        await node.WatchingAsync();
        scene.Phone.Inject(FakeFault.Answer("""{"errcode":-1,"errmsg":"system busy"}"""));
        await File.WriteAllTextAsync(scene.Log, "ERROR one refused\n");
        await scene.WaitForToldAsync(1);
        await node.WaitForLineAsync("not sent");

        scene.Phone.Inject(FakeFault.Answer("<html>login</html>", 200));
        await File.AppendAllTextAsync(scene.Log, "ERROR two, a page for an answer\n");
        await Deadline.UntilAsync(() => Task.FromResult(scene.ToldDistinct >= 2), () => "the second alert did not arrive");

        scene.Phone.Inject(FakeFault.Slow(TimeSpan.FromSeconds(30)));
        await File.AppendAllTextAsync(scene.Log, "ERROR three, no answer in time\n");
        await Deadline.UntilAsync(() => Task.FromResult(scene.ToldDistinct >= 3), () => "the third alert did not arrive");
        await scene.WaitForToldDistinctAsync(3);
    }

    [Fact]
    public async Task The_message_after_the_budget_waits_while_its_alert_goes_on_counting()
    {
        await using var scene = await Scene.SetAsync(budget: 3);
        var node = scene.StartNode();
        await node.WatchingAsync();
        for (var number = 0; number < 3; number++)
        {
            await File.AppendAllTextAsync(scene.Log, $"ERROR {s_words[number]} broke\n");
            await scene.WaitForToldAsync(number + 1);
        }

        // The fourth finds the budget used up; what comes after it is counted in its message.
        await File.AppendAllTextAsync(scene.Log, $"ERROR {s_words[3]} broke\n");
        await node.WaitForLineAsync("budget of messages is used up");
        for (var more = 0; more < 5; more++)
            await File.AppendAllTextAsync(scene.Log, $"ERROR {s_words[3]} broke\n");
        await scene.Journal.WaitForAsync(9);
        await scene.WaitForToldAsync(9);
        Assert.Equal(4, scene.Phone.Accepted.Count);
        Assert.Empty(scene.Phone.Refused);
    }

    [Fact]
    public async Task A_robot_that_is_limited_is_left_alone_and_the_log_says_for_how_long()
    {
        await using var scene = await Scene.SetAsync();
        var node = scene.StartNode();
        await node.WatchingAsync();
        scene.Phone.Inject(FakeFault.Answer("""{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}"""));
        await File.AppendAllTextAsync(scene.Log, "ERROR limited\n");
        await node.WaitForLineAsync("next try in 600 s");
        var calls = scene.Phone.Calls;
        await File.AppendAllTextAsync(scene.Log, "ERROR limited\nERROR another kind\n");
        await scene.Journal.WaitForAsync(3);
        Assert.Equal(calls, scene.Phone.Calls);
        Assert.Empty(scene.Phone.Accepted);
    }

    [Fact]
    public async Task Watch_posts_to_a_robot_that_checks_signatures_and_to_WeChat()
    {
        const string Secret = "SECd4c8";
        using var folder = new TestFolder();
        await using var robot = await FakeDingTalk.StartAsync();
        await using var weChat = await FakeWxPusher.StartAsync();
        robot.AddRobot("T", new DingTalkRobot { Secret = Secret });
        weChat.Url("AT_t");
        var log = Path.Combine(folder.Path, "app.log");
        await File.WriteAllTextAsync(log, "");
        await using var node = NodeProcess.Start(folder.Path,
            "watch", log, "--keyword", "ERROR", "--dingtalk", robot.Url("T"), "--secret", Secret,
            "--wxpusher", "AT_t", "--uid", "UID_a", "--set", $"channels.wxpusher.base-url={weChat.BaseUrl}");
        await node.WatchingAsync();
        await node.WaitForLineAsync("--secret is visible");
        await File.AppendAllTextAsync(log, "ERROR the pump stands still\n");

        var message = Assert.Single(await robot.WaitForAcceptedAsync(1, Deadline.Generous));
        Assert.Contains("the pump stands still", message.Text, StringComparison.Ordinal);
        var other = Assert.Single(await weChat.WaitForAcceptedAsync(1, Deadline.Generous));
        Assert.Contains("the pump stands still", other.Text, StringComparison.Ordinal);
        Assert.Empty(robot.Refused);
        Assert.DoesNotContain(node.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.Equal(0, await node.TerminateAsync());
    }
}
