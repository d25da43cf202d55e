using Dachshund.Journal.Streams;

namespace Dachshund.Journal.Tests.Streams;

public sealed class LoadTests
{
    [Fact]
    public async Task Who_only_looks_has_an_answer_while_commits_go_on()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var (client, keys) = (fixture.Client, fixture.Client.Keys);
        var alerts = keys.Router("alerts");
        var fields = Enumerable.Range(0, 5_000).SelectMany(field => new[] { $"alert-{field}", "x" });
        await fixture.Server.CommandAsync(["HSET", alerts, .. fields]);

        // As if the router committed without a pause.
        using var stop = new CancellationTokenSource();
        var commits = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await fixture.Server.CommandAsync("HINCRBY", keys.Lease(JournalKeys.RouterLease), "rev", "1");
        });
        var looked = await client.LoadAsync(
            new LoadRequest(JournalKeys.RouterLease, [alerts]) { MayChange = true }, CancellationToken.None);
        await stop.CancelAsync();
        await commits;
        Assert.True(looked.IsDone, looked.Reason);
        Assert.Equal(5_000, looked.Value.Hashes[alerts].Count);
    }
}
