using System.Globalization;
using System.Text.RegularExpressions;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.LinkKeys;

/// <summary>Which keys go through Redis, and which of them a node believes.</summary>
public sealed partial class LinkKeysActorTests : RedisTests
{
    private const string Key = "dachshund:link-keys";

    [Fact]
    public async Task A_node_believes_the_key_it_met_first_and_those_that_a_believed_one_signed()
    {
        await using var server = await LinkKeysNode.StartServerAsync(Redis);
        await server.LookAsync();
        await using var node = await LinkKeysNode.StartPageAsync(Redis);
        await node.LookAsync();
        var first = Assert.Single(server.Own());
        Assert.Equal([first.Id], node.TrustedIds);

        // The node was away for two rotations: the way to the newest leads over one that it never met.
        var (second, third) = (server.Rotate(), server.Rotate());
        await server.LookAsync();
        await node.LookAsync();
        Assert.Equal(new[] { first.Id, second.Id, third.Id }.Order(ById), node.TrustedIds.Order(ById));
        Assert.Contains(node.Log, line => line == $"links: the key {third.Id} is trusted (VouchedFor)");
        Assert.Equal(LinkOutcome.Valid, Open(node, third));
        Assert.Equal(LinkOutcome.Valid, Open(node, first));
        Assert.Equal(3, TrustedKeys.Load(node.TrustedFolder, TrustMode.Redis).Keys.Length);
    }

    [Fact]
    public async Task A_key_that_a_stranger_wrote_to_Redis_opens_nothing()
    {
        await using var server = await LinkKeysNode.StartServerAsync(Redis);
        await server.LookAsync();
        await using var node = await LinkKeysNode.StartPageAsync(Redis);
        await node.LookAsync();
        var own = Assert.Single(server.Own());

        var stranger = LinkKey.Create(node.Now, LinkKey.LifetimeDefault);
        var accomplice = LinkKey.Create(node.Now, LinkKey.LifetimeDefault, stranger);
        await WriteAsync(stranger.Id.ToString(), stranger.Statement.ToString());
        await WriteAsync(accomplice.Id.ToString(), accomplice.Statement.ToString());
        await WriteAsync(own.Id.ToString(), stranger.Statement.ToString());
        await WriteAsync("nonsense", "../../etc/passwd");
        for (var look = 0; look < 3; look++)
        {
            await node.LookAsync();
            await server.LookAsync();
        }

        Assert.Equal([own.Id], node.TrustedIds);
        Assert.Equal(LinkOutcome.UnknownKey, Open(node, stranger));
        Assert.Equal(LinkOutcome.UnknownKey, Open(node, accomplice));
        Assert.Equal(LinkOutcome.Valid, Open(node, own));
        Assert.Single(node.Log, line => line == $"links: the key {stranger.Id} from Redis is not trusted (NotVouchedFor)");
        Assert.Single(server.Log, line => line.Contains($"a key of its own, {stranger.Id}", StringComparison.Ordinal));
        // What was written over is put right.
        Assert.Equal(own.Statement.ToString(), await Redis.CommandAsync("HGET", Key, own.Id.ToString()) as string);
    }

    [Fact]
    public async Task Where_only_files_are_believed_none_is_taken_from_Redis()
    {
        await using var server = await LinkKeysNode.StartServerAsync(Redis);
        await server.LookAsync();
        await using var node = await LinkKeysNode.StartPageAsync(Redis, TrustMode.Files);
        await node.LookAsync();
        var own = Assert.Single(server.Own());
        Assert.Empty(node.TrustedIds);
        Assert.Equal(LinkOutcome.UnknownKey, Open(node, own));

        Directory.CreateDirectory(node.TrustedFolder);
        await File.WriteAllTextAsync(Path.Combine(node.TrustedFolder, "given.key"), own.Statement + "\n");
        Assert.Equal([own.Id], TrustedKeys.Load(node.TrustedFolder, TrustMode.Files).Keys.Select(key => key.Id));
    }

    [Fact]
    public async Task Keys_that_Redis_lost_are_published_again_and_a_private_one_never_is()
    {
        await using var server = await LinkKeysNode.StartServerAsync(Redis);
        await server.LookAsync();
        var own = Assert.Single(server.Own());
        await Redis.CommandAsync("FLUSHALL");
        await server.LookAsync();
        Assert.Equal(1L, await Redis.CommandAsync("HLEN", Key));
        Assert.Equal(own.Statement.ToString(), await Redis.CommandAsync("HGET", Key, own.Id.ToString()) as string);
    }

    [Fact]
    public async Task A_flood_of_links_with_unknown_keys_is_one_look_a_second()
    {
        const int Links = 100;
        await using var node = await LinkKeysNode.StartPageAsync(Redis);
        await node.LookAsync();
        var before = await LooksAsync();
        var asked = Enumerable.Range(0, Links).Select(_ => node.MeetUnknownKeyAsync()).ToArray();
        await node.SettleAsync();
        // Those that wait have a bound too; the others are told at once that there is nothing new.
        await Task.WhenAll(asked[64..]);
        Assert.DoesNotContain(asked[..64], ask => ask.IsCompleted);
        Assert.Equal(before, await LooksAsync());
        node.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(asked);
        Assert.Equal(before + 1, await LooksAsync());
    }

    private static Comparer<LinkKeyId> ById => Comparer<LinkKeyId>.Create((left, right) => left.Value.CompareTo(right.Value));

    /// <summary>What a node says of a link that a key signed.</summary>
    private static LinkOutcome Open(LinkKeysNode node, LinkKey key)
    {
        Assert.NotNull(node.Trusted);
        var token = new LinkToken("web-1", 1, 2, 0, 0, 0, node.Now, node.Now.AddHours(1));
        return new LinkVerifier("web-1", node.Trusted, new FakeTime(node.Now)).Verify(token.Sign(key)).Outcome;
    }

    private Task<object?> WriteAsync(string field, string value) => Redis.CommandAsync("HSET", Key, field, value);

    /// <summary>How often somebody has read the keys.</summary>
    private async Task<int> LooksAsync() =>
        Calls().Match(await Redis.CommandAsync("INFO", "commandstats") as string ?? "") is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex("cmdstat_hscan:calls=([0-9]+)")]
    private static partial Regex Calls();
}
