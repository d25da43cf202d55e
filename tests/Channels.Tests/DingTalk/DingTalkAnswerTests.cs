using Dachshund.Channels.DingTalk;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.DingTalk;

/// <summary>Every answer of the robot's API, over the wire, and what becomes of it.</summary>
public sealed class DingTalkAnswerTests
{
    [Theory]
    [InlineData(-1, "system busy", SendOutcome.Transient, 0)]
    [InlineData(130101, "send too fast, exceed 20 times per minute", SendOutcome.RateLimited, 600)]
    [InlineData(410100, "发送速度太快而限流", SendOutcome.RateLimited, 600)]
    [InlineData(90030, "webhook over limit", SendOutcome.RateLimited, 14400)]
    [InlineData(310000, "keywords not in content, more: [https://ding-doc.dingtalk.com/doc#/serverapi2/qf2nxq]",
        SendOutcome.PermanentConfig, 0, "keywords")]
    [InlineData(310000, "错误描述:关键词不匹配;解决方案:...", SendOutcome.PermanentConfig, 0, "keywords")]
    [InlineData(310000, "sign not match", SendOutcome.PermanentConfig, 0, "secret")]
    [InlineData(310000, "错误描述:机器人发送签名不匹配", SendOutcome.PermanentConfig, 0, "secret")]
    [InlineData(310000, "invalid timestamp", SendOutcome.PermanentConfig, 0, "clock")]
    [InlineData(310000, "错误描述:机器人发送签名过期", SendOutcome.PermanentConfig, 0, "clock")]
    [InlineData(310000, "ip 10.1.2.3 not in whitelist", SendOutcome.PermanentConfig, 0, "address")]
    [InlineData(310000, "something new", SendOutcome.PermanentConfig, 0, "security")]
    [InlineData(300001, "token is not exist", SendOutcome.PermanentConfig, 0, "webhook")]
    [InlineData(300005, "token is not exist", SendOutcome.PermanentConfig, 0, "webhook")]
    [InlineData(400101, "token unknown", SendOutcome.PermanentConfig, 0, "webhook")]
    [InlineData(400102, "robot disabled", SendOutcome.PermanentConfig, 0, "switched off")]
    [InlineData(400106, "robot missing", SendOutcome.PermanentConfig, 0, "removed")]
    [InlineData(400013, "group dissolved", SendOutcome.PermanentConfig, 0, "dissolved")]
    [InlineData(40035, "缺少参数 access_token", SendOutcome.PermanentConfig, 0, "access_token")]
    [InlineData(43002, "需要POST请求", SendOutcome.PermanentConfig, 0, "proxy")]
    [InlineData(43004, "无效的HTTP HEADER Content-Type", SendOutcome.PermanentConfig, 0, "proxy")]
    [InlineData(400105, "msgtype unsupported", SendOutcome.PermanentMessage, 0)]
    [InlineData(400402, "missing title", SendOutcome.PermanentMessage, 0)]
    [InlineData(460101, "message too long, exceed 20000 bytes", SendOutcome.PermanentMessage, 0, "long", RenderHint.Shrink)]
    [InlineData(101002, "message is too long", SendOutcome.PermanentMessage, 0, "long", RenderHint.Shrink)]
    [InlineData(430101, "unsafe link", SendOutcome.PermanentMessage, 0, "link", RenderHint.DropLinks)]
    [InlineData(430102, "unsafe text", SendOutcome.PermanentMessage, 0, "text", RenderHint.DropSamples)]
    [InlineData(430103, "unsafe image", SendOutcome.PermanentMessage, 0, "picture", RenderHint.DropLinks)]
    [InlineData(430104, "unsafe content", SendOutcome.PermanentMessage, 0, "content", RenderHint.DropSamples)]
    [InlineData(777777, "a new code", SendOutcome.Transient, 0, "unknown code")]
    public async Task A_code_has_its_outcome_though_the_status_is_200(
        int code, string text, SendOutcome outcome, int retryAfterSeconds, string reason = "", RenderHint hint = RenderHint.None)
    {
        var result = await SendAsync(FakeFault.Answer($$"""{"errcode":{{code}},"errmsg":"{{text}}"}"""));

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(retryAfterSeconds, (int)(result.RetryAfter ?? TimeSpan.Zero).TotalSeconds);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"errcode {code}: {text[..4]}", result.Answer, StringComparison.Ordinal);
        Assert.Equal(hint, result.Hint);
    }

    [Theory]
    [InlineData("""{"errmsg":"ok","errcode":0}""", 200, SendOutcome.Ok)]
    [InlineData("""{"errcode":"0","errmsg":"ok","more":[1,{"errcode":5}]}""", 200, SendOutcome.Ok)]
    [InlineData("\uFEFF{\"errcode\":0}", 201, SendOutcome.Ok)]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""", 500, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":130101,"errmsg":"too fast"}""", 500, SendOutcome.RateLimited)]
    [InlineData("""{"errcode":0.5}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":null}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":{}}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":0,"msg":"ok"}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":0""", 200, SendOutcome.Ambiguous)]
    [InlineData("""[{"errcode":0}]""", 200, SendOutcome.Ambiguous)]
    [InlineData("0", 200, SendOutcome.Ambiguous)]
    [InlineData("ok", 200, SendOutcome.Ambiguous)]
    [InlineData("", 200, SendOutcome.Ambiguous)]
    [InlineData("", 204, SendOutcome.Ambiguous)]
    [InlineData("<html>errcode 0</html>", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":310000,"errmsg":"half a character \ud800"}""", 200, SendOutcome.PermanentConfig)]
    [InlineData("""{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a"}""", 200, SendOutcome.RateLimited)]
    [InlineData("""{"errcode":130101,"errmsg":"too fast","status":1111,"wait":5,"punish":"deny"}""", 200, SendOutcome.RateLimited)]
    public async Task Only_a_whole_answer_with_code_0_and_status_2xx_is_success(string body, int status, SendOutcome outcome)
    {
        var result = await SendAsync(FakeFault.Answer(body, status));

        Assert.Equal(outcome, result.Outcome);
    }

    [Fact]
    public async Task A_blocked_address_waits_five_minutes()
    {
        var result = await SendAsync(FakeFault.Answer("""{"status":1111,"wait":5,"source":"x5","punish":"deny"}"""));

        Assert.Equal((SendOutcome.RateLimited, TimeSpan.FromMinutes(5)), (result.Outcome, result.RetryAfter));
    }

    [Fact]
    public async Task The_21st_message_of_a_minute_pauses_the_channel_once_for_ten_minutes()
    {
        var time = new FakeTime(Some.Start);
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = time });
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) }, time);
        var results = new List<SendResult>();

        for (var index = 0; index < 21; index++) results.Add(await channel.SendAsync(Some.Message(), default));

        Assert.All(results[..20], static result => Assert.Equal(SendOutcome.Ok, result.Outcome));
        Assert.Equal((SendOutcome.RateLimited, TimeSpan.FromMinutes(10)), (results[20].Outcome, results[20].RetryAfter));
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.Equal(SendOutcome.RateLimited, (await channel.SendAsync(Some.Message(), default)).Outcome);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SendOutcome.Ok, (await channel.SendAsync(Some.Message(), default)).Outcome);
        Assert.Equal(2, server.Refused.Count);
    }

    [Fact]
    public async Task An_answer_is_one_short_line()
    {
        var result = await SendAsync(FakeFault.Answer($$"""{"errcode":-1,"errmsg":"a\nb\u001b[31m{{new string('x', 1000)}}"}"""));

        Assert.StartsWith("errcode -1: a b [31m", result.Answer, StringComparison.Ordinal);
        Assert.Equal(300, result.Answer.Length);
    }

    private static async Task<SendResult> SendAsync(FakeFault fault)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(fault);
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });
        return await channel.SendAsync(Some.Message(), default);
    }
}
