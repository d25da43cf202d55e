using System.Net;
using Dachshund.Channels.DingTalk;
using Dachshund.Channels.Http;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.Http;

/// <summary>Calls through a proxy.</summary>
public sealed class ChannelProxyTests
{
    [Fact]
    public async Task A_call_goes_through_the_proxy()
    {
        // The name exists nowhere: only a proxy can have taken the message.
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, new DingTalkRobot());
        await using var channel = Some.DingTalk(new DingTalkOptions
        {
            Webhook = $"http://robots.invalid/robot/send?access_token={Some.Token}", Proxy = server.BaseUrl,
        });

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.Ok, result.Outcome);
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task A_tunnel_is_asked_of_the_proxy_without_the_token_and_its_refusal_is_surely_not_sent()
    {
        await using var proxy = FakeProxy.Start("HTTP/1.1 403 Forbidden");
        await using var channel = Some.DingTalk(new DingTalkOptions
        {
            Webhook = $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}", Proxy = proxy.Url,
        });

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.Transient, result.Outcome);
        Assert.StartsWith("not sent: the proxy refused", result.Reason, StringComparison.Ordinal);
        var request = Assert.Single(proxy.Requests);
        Assert.StartsWith("CONNECT oapi.dingtalk.com:443 HTTP/1.1\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Token, request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxys_user_and_password_are_given_to_the_proxy_and_to_nobody_else()
    {
        await using var proxy = FakeProxy.Start("HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic realm=\"x\"");
        using var loggers = new CollectingLoggerFactory();
        await using var channel = Some.DingTalk(
            new DingTalkOptions
            {
                Webhook = $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}",
                Proxy = proxy.Url.Replace("http://", "http://hound:p%40ssword@", StringComparison.Ordinal),
            },
            loggers: loggers);

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.Transient, result.Outcome);
        // "hound:p@ssword"
        Assert.Contains(proxy.Requests, static request => request.Contains("Basic aG91bmQ6cEBzc3dvcmQ=", StringComparison.Ordinal));
        Assert.DoesNotContain("ssword", result + string.Concat(loggers.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_is_away_is_surely_not_sent()
    {
        string url;
        await using (var proxy = FakeProxy.Start("HTTP/1.1 403 Forbidden")) url = proxy.Url;
        await using var channel = Some.DingTalk(new DingTalkOptions
        {
            Webhook = $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}", Proxy = url,
        });

        Assert.Equal(SendOutcome.Transient, (await channel.SendAsync(Some.Message(), default)).Outcome);
    }

    [Fact]
    public void Without_a_word_the_environments_proxy_is_used_but_never_for_this_machine()
    {
        var proxy = ChannelProxy.NotForThisMachine(new WebProxy("http://proxy.example:3128"));

        Assert.True(proxy.IsBypassed(new Uri("http://127.0.0.1:4501/robot/send")));
        Assert.Null(proxy.GetProxy(new Uri("http://localhost/")));
        Assert.False(proxy.IsBypassed(new Uri("https://oapi.dingtalk.com/")));
        Assert.Equal(new Uri("http://proxy.example:3128"), proxy.GetProxy(new Uri("https://oapi.dingtalk.com/")));
        Assert.IsType(proxy.GetType(), ChannelProxy.Of("dingtalk", ""));
        Assert.Null(ChannelProxy.Of("dingtalk", "none"));
    }

    [Theory]
    [InlineData("http://proxy.example:3128")]
    [InlineData("socks5://127.0.0.1:1080")]
    public void Proxies_of_all_kinds_are_taken(string proxy) =>
        Assert.Equal(new Uri(proxy), ChannelProxy.Of("dingtalk", proxy)?.GetProxy(new Uri("https://oapi.dingtalk.com/")));
}
