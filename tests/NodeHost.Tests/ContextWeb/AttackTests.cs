using System.Text;
using Dachshund.Context.Pages;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.TestKit;

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
        await Refusals.AssertPlainAsync(scene, await scene.GetAsync(target.Replace("{token}", token, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("PATCH")]
    [InlineData("PROPFIND")]
    [InlineData("GETT")]
    [InlineData("get")]
    public async Task Another_method_is_a_plain_404(string method)
    {
        await using var scene = await PageScene.SetAsync();
        await Refusals.AssertPlainAsync(scene, await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key), method));
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
    public async Task A_request_that_is_hidden_in_the_body_of_another_is_not_answered()
    {
        await using var scene = await PageScene.SetAsync();
        const string Hidden = "GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n";
        foreach (var head in new[] { $"Content-Length: {Hidden.Length}", "Transfer-Encoding: chunked", "Content-Length: 1\r\nContent-Length: 2" })
        {
            var answer = await scene.SendAsync($"POST /l/x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n{head}\r\n\r\n{Hidden}");
            Assert.InRange(answer.Status, 400, 499);
            Assert.DoesNotContain("HTTP/1.1 200", answer.Text, StringComparison.Ordinal);
        }

        // Another protocol, and the way through to another host.
        Assert.DoesNotContain("200", (await scene.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).Text, StringComparison.Ordinal);
        Assert.InRange((await scene.SendAsync("CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\nConnection: close\r\n\r\n")).Status, 400, 499);
    }

    [Fact]
    public async Task Ten_thousand_guesses_are_forty_tries_and_one_line_of_the_audit_for_the_rest()
    {
        const int Guesses = 10_000;
        var time = new FakeTime();
        await using var scene = await PageScene.SetAsync(time: time);
        var token = scene.Token.Sign(scene.Key);
        var requests = new StringBuilder();
        var random = new Random(1);
        for (var guess = 0; guess < Guesses; guess++)
        {
            requests.Append("GET /l/").Append(token.AsSpan(0, token.Length - 20)).Append(random.NextInt64(1L << 60).ToString("x20", null))
                .Append(" HTTP/1.1\r\nHost: h\r\n").Append(guess == Guesses - 1 ? "Connection: close\r\n\r\n" : "\r\n");
        }

        var answers = (await scene.SendAsync(requests.ToString())).Text.Split("HTTP/1.1 ")[1..];
        Assert.Equal(Guesses, answers.Length);
        Assert.Equal(AddressLimits.BurstMax, answers.Count(answer => answer.StartsWith("404 ", StringComparison.Ordinal)));
        Assert.Equal(Guesses - AddressLimits.BurstMax, answers.Count(answer => answer.StartsWith("403 ", StringComparison.Ordinal)));
        Assert.Equal(2, answers[..^1].Select(answer => answer.Split("\r\n\r\n")[1]).Distinct().Count());
        Assert.Equal(AddressLimits.BurstMax + 1, scene.Audit.Count(line => line.StartsWith("audit: ", StringComparison.Ordinal)));

        // A good link doesn't open then either, but for others it does, and a second later for the guesser too.
        Assert.Equal(403, (await scene.GetAsync("/l/" + token)).Status);
        Assert.Equal(200, (await scene.GetAsync("/l/" + token, machine: 2)).Status);
        Assert.Equal("ok\n", (await scene.GetAsync("/healthz")).Text[^3..]);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await scene.GetAsync("/l/" + token)).Status);
        Assert.Equal(403, (await scene.GetAsync("/l/" + token)).Status);
    }

    [Fact]
    public async Task Every_page_forbids_scripts_frames_caches_and_referrers_and_says_nothing_of_the_server()
    {
        await using var scene = await PageScene.SetAsync();
        var good = "/l/" + scene.Token.Sign(scene.Key);
        var answers = new List<(int Status, string Text)>
        {
            await scene.GetAsync(good), await scene.GetAsync(good, "HEAD"), await scene.GetAsync("/"),
        };
        File.Delete(scene.Log);
        answers.Add(await scene.GetAsync(good));
        for (var guess = 0; guess <= AddressLimits.BurstMax; guess++)
            answers.Add(await scene.GetAsync("/l/guess"));
        Assert.Equal([200, 403, 404], answers.Select(answer => answer.Status).Distinct().Order());
        foreach (var (_, text) in answers)
        {
            var head = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n")[1..];
            Assert.Equal(
                PageHeaders.All.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal),
                head.Where(line => line.Split(':')[0] is not ("Content-Length" or "Date" or "Connection")).Order(StringComparer.Ordinal));
        }

        var headers = PageHeaders.All.ToDictionary(header => header.Key, header => header.Value);
        var policy = headers["Content-Security-Policy"];
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal(("nosniff", "DENY", "no-store", "no-referrer"), (headers["X-Content-Type-Options"], headers["X-Frame-Options"],
            headers["Cache-Control"], headers["Referrer-Policy"]));
    }

    [Fact]
    public async Task Without_redis_no_page_opens_and_the_node_is_not_ready_but_alive()
    {
        await using var scene = await PageScene.SetAsync();
        scene.IsRedisAway = true;
        var (status, text) = await scene.GetAsync("/l/" + scene.Token.Sign(scene.Key));
        Assert.Equal(503, status);
        Assert.DoesNotContain(PageScene.Hit, text, StringComparison.Ordinal);
        Assert.Equal(503, (await scene.GetAsync("/readyz")).Status);
        Assert.Equal(200, (await scene.GetAsync("/healthz")).Status);
        scene.IsAlive = false;
        Assert.Equal(503, (await scene.GetAsync("/healthz")).Status);
    }
}
