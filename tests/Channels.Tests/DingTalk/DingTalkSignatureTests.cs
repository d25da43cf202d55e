using Dachshund.Channels.DingTalk;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.DingTalk;

/// <summary>The signature, from its bytes to the server that checks it.</summary>
public sealed class DingTalkSignatureTests
{
    private const string Base64 = "4j21AU5LJM9+/lLNU5/pyHqU/3/z6/JOTssDWndPF4o=";
    private const string InUrl = "4j21AU5LJM9%2B%2FlLNU5%2FpyHqU%2F3%2Fz6%2FJOTssDWndPF4o%3D";

    [Fact]
    public void The_signature_is_the_known_one() =>
        Assert.Equal(Base64, DingTalkSignature.Of(1_700_000_000_000, Some.Secret));

    [Fact]
    public void The_signature_is_percent_encoded_once_in_the_url()
    {
        var endpoint = new DingTalkEndpoint(Options("https://oapi.dingtalk.com"));

        var (url, _) = endpoint.At(Some.Start);

        Assert.Equal(
            $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}&timestamp=1700000000000&sign={InUrl}", url);
    }

    [Theory]
    [InlineData("&timestamp=1500000000000&sign=b2xk")]
    [InlineData("&sign=b2xk%3D&timestamp=1500000000000&timestamp=1500000000001")]
    public void Old_timestamp_and_sign_are_replaced_and_the_token_is_kept(string old)
    {
        var endpoint = new DingTalkEndpoint(Options("https://oapi.dingtalk.com", old));

        var (url, _) = endpoint.At(Some.Start);

        Assert.Equal(
            $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}&timestamp=1700000000000&sign={InUrl}", url);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4501", "http://127.0.0.1:4501/robot/send?access_token=")]
    [InlineData("http://127.0.0.1:4501/", "http://127.0.0.1:4501/robot/send?access_token=")]
    [InlineData("http://gate.example/dingtalk/", "http://gate.example/dingtalk/robot/send?access_token=")]
    public void A_base_url_keeps_path_and_query_of_the_webhook(string baseUrl, string start)
    {
        var endpoint = new DingTalkEndpoint(Options("https://oapi.dingtalk.com") with { Secret = "", BaseUrl = baseUrl });

        Assert.Equal(start + Some.Token, endpoint.At(Some.Start).Url);
    }

    [Fact]
    public async Task A_plus_in_the_signature_survives_the_way_to_the_server()
    {
        // At this time the signature holds plus, slash and equals sign.
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = new FakeTime(Some.Start) });
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = Some.Secret });
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret }, new FakeTime(Some.Start));

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.Ok, result.Outcome);
        Assert.Empty(server.Refused);
    }

    [Fact]
    public async Task Each_attempt_is_signed_anew()
    {
        var time = new FakeTime(Some.Start);
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = time });
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = Some.Secret });
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret }, time);

        await channel.SendAsync(Some.Message(), default);
        time.Advance(TimeSpan.FromHours(3));
        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.Ok, result.Outcome);
        Assert.Equal(2, server.Calls);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(-30, false)]
    [InlineData(2, true)]
    public async Task A_refused_time_is_signed_once_more_by_the_servers_clock_which_is_then_kept(int hours, bool isChinese)
    {
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = new FakeTime(Some.Start) });
        server.ClockOffset = TimeSpan.FromHours(hours);
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = Some.Secret, IsChinese = isChinese });
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret }, new FakeTime(Some.Start));

        var first = await channel.SendAsync(Some.Message(), default);
        var second = await channel.SendAsync(Some.Message(), default);

        Assert.Equal([SendOutcome.Ok, SendOutcome.Ok], [first.Outcome, second.Outcome]);
        Assert.Single(server.Refused);
        Assert.Equal(3, server.Calls);
    }

    [Fact]
    public async Task A_time_that_stays_refused_ends_after_one_more_call()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(FakeFault.Answer("""{"errcode":310000,"errmsg":"invalid timestamp"}""", times: 10));
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret });

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.PermanentConfig, result.Outcome);
        Assert.Contains("clock", result.Reason, StringComparison.Ordinal);
        Assert.Equal(2, server.Calls);
    }

    [Fact]
    public async Task A_wrong_secret_is_told()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = "SECanother" });
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret });

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(SendOutcome.PermanentConfig, result.Outcome);
        Assert.Contains("secret", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1, server.Calls);
    }

    private static DingTalkOptions Options(string server, string more = "") =>
        new() { Webhook = $"{server}/robot/send?access_token={Some.Token}{more}", Secret = Some.Secret };
}
