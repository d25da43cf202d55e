using System.Diagnostics;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>What strangers send to the page's port, byte for byte.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task A_good_link_opens_by_get_and_head_whatever_a_messenger_puts_behind_it()
    {
        await using var scene = await PageScene.SetAsync();
        var target = "/l/" + scene.Token.Sign(scene.Key);
        var page = await scene.GetAsync(target);
        Assert.Equal(200, page.Status);
        Assert.Contains(PageScene.Hit, page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await scene.GetAsync(target + "?from=singlemessage&path=/etc/passwd")).Status);
        var head = await scene.GetAsync(target, "HEAD");
        Assert.Equal(200, head.Status);
        Assert.EndsWith("\r\n\r\n", head.Text, StringComparison.Ordinal);
        Assert.Contains(scene.Audit, line => line.Contains("127.0.0.1 link ", StringComparison.Ordinal)
            && line.Contains(": opened ", StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Audit, line => line.Contains(target[3..40], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/l")]
    [InlineData("/l/")]
    [InlineData("/l/../../etc/passwd")]
    [InlineData("/l/..%2f..%2fetc%2fpasswd")]
    [InlineData("/l/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/l//etc/passwd")]
    [InlineData("/L/{token}")]
    [InlineData("//l/{token}")]
    [InlineData("/l/{token}/")]
    [InlineData("/l/{token}/..")]
    [InlineData("/l/./{token}")]
    [InlineData("/x/../l/{token}")]
    [InlineData("/l/%2e/{token}")]
    [InlineData("/l/{token}=")]
    [InlineData("/l%2f{token}")]
    [InlineData("/%6c/{token}")]
    [InlineData("/l?token={token}")]
    [InlineData("/favicon.ico")]
    [InlineData("/healthz/")]
    [InlineData("http://h/l/{token}")]
    public async Task Another_target_is_a_plain_404(string target)
    {
        await using var scene = await PageScene.SetAsync();
        var token = scene.Token.Sign(scene.Key);
        await AssertRefusedAsync(scene, await scene.GetAsync(target.Replace("{token}", token, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PROPFIND")]
    [InlineData("get")]
    public async Task Another_method_is_a_plain_404(string method)
    {
        await using var scene = await PageScene.SetAsync();
        await AssertRefusedAsync(scene, await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key), method));
    }

    [Fact]
    public async Task A_token_that_is_not_for_here_and_now_is_refused_and_the_audit_says_why()
    {
        await using var scene = await PageScene.SetAsync();
        var now = TimeProvider.System.GetUtcNow();
        var stranger = LinkKey.Create(now, LinkKey.LifetimeDefault);
        var good = scene.Token;
        (string Token, LinkOutcome Why)[] cases =
        [
            ((good with { Node = "web-2" }).Sign(scene.Key), LinkOutcome.OtherNode),
            ((good with { Expires = now.AddSeconds(-1) }).Sign(scene.Key), LinkOutcome.Expired),
            ((good with { HitTime = now.AddHours(1) }).Sign(scene.Key), LinkOutcome.FromTheFuture),
            (good.Sign(stranger), LinkOutcome.UnknownKey),
            (new string('A', 1000), LinkOutcome.Malformed),
            (good.Sign(scene.Key)[..100], LinkOutcome.Malformed),
        ];
        foreach (var (token, why) in cases)
        {
            await AssertRefusedAsync(scene, await scene.GetAsync("/l/" + token));
            Assert.Contains(scene.Audit, line => line.EndsWith($"refused: {why}", StringComparison.Ordinal));
        }

        Assert.Equal(1, scene.LooksAtKeys);
    }

    [Fact]
    public async Task What_is_too_large_or_no_http_is_refused_before_it_is_looked_at()
    {
        await using var scene = await PageScene.SetAsync();
        Assert.Equal(414, (await scene.GetAsync("/l/" + new string('a', 100_000))).Status);
        Assert.Equal(431, (await scene.SendAsync($"GET /healthz HTTP/1.1\r\nHost: h\r\nX: {new string('x', 20_000)}\r\n\r\n")).Status);
        Assert.Equal(400, (await scene.GetAsync("/l/%00")).Status);
        Assert.Equal(400, (await scene.SendAsync("\u0016\u0003\u0001 no http at all\r\n\r\n")).Status);
    }

    [Fact]
    public async Task Who_guesses_is_soon_refused_and_the_audit_stays_short()
    {
        await using var scene = await PageScene.SetAsync();
        var statuses = new List<int>();
        for (var guess = 0; guess < 200; guess++)
            statuses.Add((await scene.GetAsync("/l/guess")).Status);
        Assert.Equal(404, statuses[0]);
        Assert.Equal(403, statuses[^1]);
        Assert.Equal(403, (await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key))).Status);
        Assert.InRange(scene.Audit.Count(), 40, 120);
        Assert.Equal("ok\n", (await scene.GetAsync("/healthz")).Text[^3..]);
    }

    [Fact]
    public async Task A_link_a_pipe_or_another_file_in_the_place_of_the_log_is_not_read()
    {
        await using var scene = await PageScene.SetAsync();
        var target = "/l/" + scene.Token.Sign(scene.Key);
        var elsewhere = scene.Log + "-secret";
        File.Move(scene.Log, elsewhere);
        File.CreateSymbolicLink(scene.Log, "/etc/passwd");
        await AssertGoneAsync(scene, target);

        File.Delete(scene.Log);
        using (var make = Process.Start("mkfifo", [scene.Log]))
            await make.WaitForExitAsync();
        await AssertGoneAsync(scene, target);

        File.Delete(scene.Log);
        await File.WriteAllTextAsync(scene.Log, "a line\nsomething else that is as long as that\n");
        await AssertGoneAsync(scene, target);
    }

    [Fact]
    public async Task Without_redis_no_page_opens_and_the_node_is_not_ready_but_alive()
    {
        await using var scene = await PageScene.SetAsync();
        scene.IsRedisAway = true;
        await AssertRefusedAsync(scene, await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key)));
        Assert.Equal(503, (await scene.GetAsync("/readyz")).Status);
        Assert.Equal(200, (await scene.GetAsync("/healthz")).Status);
    }

    private static async Task AssertGoneAsync(PageScene scene, string target)
    {
        var (status, text) = await scene.GetAsync(target);
        Assert.Equal(200, status);
        Assert.Contains("The file is gone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("something else", text, StringComparison.Ordinal);
    }

    /// <summary>The one page that says no, the same for all, and an audit line.</summary>
    private static async Task AssertRefusedAsync(PageScene scene, (int Status, string Text) answer)
    {
        var plain = await scene.GetAsync("/l/nothing");
        Assert.Equal(404, answer.Status);
        if (!answer.Text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            Assert.Equal(BodyOf(plain.Text), BodyOf(answer.Text));
        Assert.Contains("Content-Security-Policy: default-src 'none'", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PageScene.Hit, answer.Text, StringComparison.Ordinal);
        Assert.Contains(scene.Audit, line => line.Contains("refused: ", StringComparison.Ordinal));
    }

    private static string BodyOf(string answer) => answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
}
