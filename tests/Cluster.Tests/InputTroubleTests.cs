namespace Dachshund.Cluster.Tests;

/// <summary>An input that can't be read is told of, once, and so is its end.</summary>
public sealed class InputTroubleTests
{
    private const string Soon = "dachshund.cluster { heartbeat-interval = 700ms, recovered-after = 1s }";

    [Fact]
    public async Task An_input_without_a_file_is_told_once_and_over_when_a_file_appears()
    {
        await using var scene = await Scene.SetAsync();
        (scene.CreatesLogs, scene.More) = (false, Soon);
        var node = scene.StartNode();
        await node.WatchingAsync();
        await scene.SaidAsync("cannot read logs of app", "hound", "does not exist");
        await node.KillAsync();
        var next = scene.StartNode();
        await next.WatchingAsync();
        await File.WriteAllTextAsync(scene.Log, "ERROR at last\n");
        await scene.SaidAsync("cannot read logs of app", "over");
        await scene.SaidAsync("ERROR at last");
        // Killed between the phone and the note that it was told, the node asks again, marked.
        Assert.Equal(3, scene.Phone.Accepted.Count - scene.Repeats.Count);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_told_once_and_over_when_it_may()
    {
        await using var scene = await Scene.SetAsync();
        (scene.Unprivileged, scene.More) = (true, Soon);
        await File.WriteAllTextAsync(scene.Log, "ERROR behind a wall\n");
        File.SetUnixFileMode(scene.Log, UnixFileMode.None);
        var node = scene.StartNode();
        await node.WatchingAsync();
        await scene.SaidAsync("cannot read logs of app", "permission denied");
        File.SetUnixFileMode(scene.Log, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await scene.SaidAsync("ERROR behind a wall");
        await scene.SaidAsync("cannot read logs of app", "over");
        Assert.Equal(3, scene.Phone.Accepted.Count);
    }
}
