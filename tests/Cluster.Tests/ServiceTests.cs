namespace Dachshund.Cluster.Tests;

/// <summary>A node as a service of systemd (<c>Type=notify</c>), with a real process and a socket in systemd's place.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task A_service_says_when_it_is_ready_alive_reloading_and_stopping()
    {
        await using var scene = await Scene.SetAsync();
        using var init = new NotifySocket(Path.Combine(scene.Folder, "notify"));
        scene.Variables = [$"NOTIFY_SOCKET={init.Name}", "WATCHDOG_USEC=1000000"];
        var node = scene.StartNode();
        Assert.Contains("STATUS=watching 1 files on hound", await init.HearAsync("READY=1"), StringComparison.Ordinal);
        await node.WatchingAsync();
        for (var ping = 0; ping < 3; ping++)
            await init.HearAsync("WATCHDOG=1");

        scene.Configure("dachshund.alerting.history = 1h");
        await node.SignalAsync("HUP");
        Assert.Matches("MONOTONIC_USEC=[0-9]+", await init.HearAsync("RELOADING=1"));
        await init.HearAsync("READY=1");
        await init.HearAsync("WATCHDOG=1");
        await node.SignalAsync("TERM");
        await init.HearAsync("STOPPING=1");
        Assert.Equal(0, await node.ExitAsync());
    }

    [Fact]
    public async Task A_service_is_alive_while_Redis_is_away_and_when_it_reloads_then()
    {
        await using var scene = await Scene.SetAsync();
        using var init = new NotifySocket($"@dachshund-test-{Guid.NewGuid():N}");
        scene.Variables = [$"NOTIFY_SOCKET={init.Name}", "WATCHDOG_USEC=1000000"];
        var node = scene.StartNode();
        await init.HearAsync("READY=1");

        await scene.Redis.KillAsync();
        await node.WaitForLineAsync("Redis doesn't answer");
        init.Forget();
        for (var ping = 0; ping < 5; ping++)
            await init.HearAsync("WATCHDOG=1");

        scene.Configure("dachshund.alerting.history = 1h");
        await node.SignalAsync("HUP");
        await init.HearAsync("RELOADING=1");
        await node.WaitForLineAsync("waiting for Redis");
        for (var ping = 0; ping < 3; ping++)
            await init.HearAsync("WATCHDOG=1");
        await scene.Redis.RestartAsync();
        await init.HearAsync("READY=1");
    }
}
