namespace Dachshund.Cluster.Tests;

/// <summary>What <c>status</c> says while nodes are at work.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task Status_answers_while_commits_go_on()
    {
        await using var scene = await Scene.SetAsync();
        scene.More = "dachshund.alerting.group-interval = 0s";
        await using var writer = LogWriter.Start(scene.Log, 60_000);
        var node = scene.StartNode();
        await node.WatchingAsync();
        await scene.WaitForMoreToldAsync();
        for (var look = 0; look < 3; look++)
        {
            await using var status = NodeProcess.Start(scene.Folder, "status", "-c", "hound.conf");
            await status.WaitForLineAsync("hound  up");
            await status.WaitForLineAsync("channel ding");
            Assert.Equal(0, await status.ExitAsync());
        }
    }
}
