using Dachshund.Actors.Node;
using Dachshund.Context.Keys;

namespace Dachshund.Actors.Tests.LinkKeys;

/// <summary>Which server makes the first key of a cluster, and what one without a good key does.</summary>
public sealed class FirstKeyTests : RedisTests
{
    private const string Key = "dachshund:link-keys";

    [Fact]
    public async Task Second_server_makes_no_key_that_nobody_would_believe_and_signs_when_it_has_the_file_of_the_first()
    {
        await using var first = await LinkKeysNode.StartServerAsync(Redis);
        await first.LookAsync();
        var key = Assert.Single(first.Own());
        Assert.Equal((key.Id.ToString(), ""), (first.Facts[NodeFacts.LinkKeys], first.Facts[NodeFacts.LinkProblem]));

        await using var second = await LinkKeysNode.StartServerAsync(Redis);
        await second.LookAsync();
        Assert.Empty(second.Own());
        Assert.Equal("", second.Facts[NodeFacts.LinkKeys]);
        Assert.Contains(second.KeyFolder, second.Facts[NodeFacts.LinkProblem], StringComparison.Ordinal);

        Directory.CreateDirectory(second.KeyFolder);
        File.Copy(Directory.GetFiles(first.KeyFolder)[0], Path.Combine(second.KeyFolder, "copied.pem"));
        await second.LookAsync();
        Assert.Equal(key.Id, second.Signer.Ring?.Current(second.Now)?.Id);
        Assert.Equal((key.Id.ToString(), ""), (second.Facts[NodeFacts.LinkKeys], second.Facts[NodeFacts.LinkProblem]));
    }

    [Fact]
    public async Task Expired_key_leaves_redis_and_the_server_that_has_no_other_says_so()
    {
        await using var server = await LinkKeysNode.StartServerAsync(Redis);
        await server.LookAsync();
        var old = Assert.Single(server.Own());
        server.Advance(LinkKey.LifetimeDefault);
        await server.LookAsync();
        Assert.Equal(0L, await Redis.CommandAsync("HLEN", Key));
        Assert.Equal("", server.Facts[NodeFacts.LinkKeys]);
        Assert.Contains("expired", server.Facts[NodeFacts.LinkProblem], StringComparison.Ordinal);

        var next = KeyRing.Load(server.KeyFolder).Generate(server.Now, LinkKey.LifetimeDefault);
        await server.LookAsync();
        Assert.NotEqual(old.Id, next.Id);
        Assert.Equal((next.Id.ToString(), ""), (server.Facts[NodeFacts.LinkKeys], server.Facts[NodeFacts.LinkProblem]));
        Assert.Equal(next.Statement.ToString(), await Redis.CommandAsync("HGET", Key, next.Id.ToString()) as string);
    }
}
