using Dachshund.Channels.WxPusher;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.WxPusher;

/// <summary>Every answer of WxPusher's API, over the wire, and what becomes of it.</summary>
public sealed class WxPusherAnswerTests
{
    private const string Ok = """{"uid":"UID_a","topicId":null,"code":1000,"status":"ok"}""";

    [Theory]
    [InlineData(1001, "appToken不正确", SendOutcome.PermanentConfig, 0, "app-token")]
    [InlineData(1001, "发送过于频繁", SendOutcome.RateLimited, 10, "many")]
    [InlineData(1001, "超过限制", SendOutcome.RateLimited, 10, "many")]
    [InlineData(1001, "Too many requests", SendOutcome.RateLimited, 10, "many")]
    [InlineData(1001, "content过长", SendOutcome.PermanentMessage, 0, "too long")]
    [InlineData(1002, "未认证", SendOutcome.PermanentConfig, 0, "token")]
    [InlineData(1003, "签名错误", SendOutcome.PermanentConfig, 0, "signature")]
    [InlineData(1004, "接口不存在", SendOutcome.PermanentConfig, 0, "base-url")]
    [InlineData(1005, "系统内部错误", SendOutcome.Transient, 0, "inside", 2)]
    [InlineData(1006, "微信交互错误", SendOutcome.Transient, 0, "WeChat")]
    [InlineData(1007, "网络错误", SendOutcome.Transient, 0, "network")]
    [InlineData(1008, "数据错误", SendOutcome.PermanentConfig, 0, "data")]
    [InlineData(1009, "未知错误", SendOutcome.Transient, 0, "unknown", 2)]
    [InlineData(1010, "something new", SendOutcome.Transient, 0, "unknown code", 3)]
    [InlineData(0, "ok", SendOutcome.Transient, 0, "unknown code", 3)]
    [InlineData(200, "ok", SendOutcome.Transient, 0, "unknown code", 3)]
    public async Task A_code_has_its_outcome_though_the_status_is_200(
        int code, string text, SendOutcome outcome, int retryAfterSeconds, string reason, int triesMax = 0)
    {
        var result = await SendAsync(FakeFault.Answer($$"""{"code":{{code}},"msg":"{{text}}","success":false,"data":null}"""));

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(retryAfterSeconds, (int)(result.RetryAfter ?? TimeSpan.Zero).TotalSeconds);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.Equal($"code {code}: {text}", result.Answer);
        Assert.Equal(triesMax, result.TriesMax ?? 0);
    }

    [Theory]
    [InlineData($$"""{"code":1000,"msg":"ok","success":true,"data":[{{Ok}}]}""", 200, SendOutcome.Ok)]
    [InlineData($$"""{"code":1000,"msg":"ok","success":true,"data":[{{Ok}}]}""", 500, SendOutcome.Ambiguous)]
    [InlineData($$"""{"code":1000,"msg":"ok","success":true,"data":[{{Ok}}]}""", 429, SendOutcome.RateLimited)]
    [InlineData("""{"code":1001,"msg":"no"}""", 429, SendOutcome.RateLimited)]
    [InlineData("""{"code":1000,"msg":"ok","success":true,"data":[]}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":1000,"msg":"ok","success":true,"data":null}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":1000,"msg":"ok","success":true}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":1000,"msg":"ok","data":[5]}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":1000,"msg":"ok","data":[{"uid":"UID_a","status":"no code"}]}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"code":1000,"data":[{"uid":"UID_a","code":1001,"status":"用户不存在"}]}""", 200, SendOutcome.PermanentConfig)]
    [InlineData("""{"code":1000,"data":[{"uid":"UID_a","code":1007,"status":"network"}]}""", 200, SendOutcome.Transient)]
    [InlineData("""{"msg":"ok","success":true}""", 200, SendOutcome.Ambiguous)]
    [InlineData("""{"errcode":0}""", 200, SendOutcome.Ambiguous)]
    [InlineData("<html>1000</html>", 200, SendOutcome.Ambiguous)]
    [InlineData("", 200, SendOutcome.Ambiguous)]
    public async Task Only_code_1000_of_the_call_and_of_each_target_with_status_2xx_is_success(
        string body, int status, SendOutcome outcome)
    {
        Assert.Equal(outcome, (await SendAsync(FakeFault.Answer(body, status))).Outcome);
    }

    [Theory]
    [InlineData(FakeFaultKind.ResetBeforeReply, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.ResetBeforeRead, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.ResetMidReply, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.Html200, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.TruncatedJson, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.NoCodeField, SendOutcome.Ambiguous)]
    [InlineData(FakeFaultKind.ExtraFields, SendOutcome.Ok)]
    [InlineData(FakeFaultKind.Http, SendOutcome.Ambiguous)]
    public async Task A_fault_of_the_answer_has_its_outcome(FakeFaultKind kind, SendOutcome outcome) =>
        Assert.Equal(outcome, (await SendAsync(new FakeFault(kind))).Outcome);

    [Fact]
    public async Task Unknown_targets_are_named_and_the_others_reached()
    {
        await using var server = await FakeWxPusher.StartAsync();
        server.AddApp(Some.AppToken, new WxPusherApp { Uids = ["UID_a"], TopicIds = [101] });
        await using var channel = Some.WxPusher(new WxPusherOptions
        {
            AppToken = Some.AppToken, Uids = ["UID_a", "UID_b"], TopicIds = [101, 102], BaseUrl = server.BaseUrl,
        });

        var result = await channel.SendAsync(Some.Message(), default);
        var again = await channel.SendAsync(Some.Message() with { Targets = result.FailedTargets }, default);

        Assert.Equal(SendOutcome.Partial, result.Outcome);
        Assert.Equal(["UID_b", "102"], result.FailedTargets.ToArray());
        Assert.StartsWith("targets that did not get it: 2; WxPusher refuses it", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["UID_a", "101"], Assert.Single(server.Accepted).Targets);
        Assert.Equal(SendOutcome.PermanentConfig, again.Outcome);
    }

    [Fact]
    public async Task Targets_without_an_answer_of_their_own_did_not_get_it()
    {
        var result = await SendAsync(
            FakeFault.Answer($$"""{"code":1000,"msg":"ok","data":[{{Ok}}]}"""), ["UID_a", "UID_b", "UID_c"]);

        Assert.Equal(SendOutcome.Partial, result.Outcome);
        Assert.Equal(["UID_b", "UID_c"], result.FailedTargets.ToArray());
    }

    [Fact]
    public async Task Where_all_targets_failed_the_most_hopeful_failure_stands_for_all()
    {
        var result = await SendAsync(
            FakeFault.Answer("""
                {"code":1000,"data":[{"uid":"UID_a","code":1001,"status":"用户不存在"},{"uid":"UID_b","code":1007,"status":"network"}]}
                """),
            ["UID_a", "UID_b"]);

        Assert.Equal((SendOutcome.Transient, "code 1007: network"), (result.Outcome, result.Answer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_21st_call_of_ten_seconds_waits_ten_seconds(bool isHttp429)
    {
        var time = new FakeTime(Some.Start);
        await using var server = await FakeWxPusher.StartAsync(new FakeServerOptions { Time = time });
        server.AddApp(Some.AppToken, new WxPusherApp { IsLimitHttp429 = isHttp429 });
        await using var channel = Some.WxPusher(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"], BaseUrl = server.BaseUrl }, time);
        var results = new List<SendResult>();

        for (var index = 0; index < 21; index++) results.Add(await channel.SendAsync(Some.Message(), default));
        time.Advance(TimeSpan.FromSeconds(10));
        results.Add(await channel.SendAsync(Some.Message(), default));

        Assert.Equal((SendOutcome.RateLimited, TimeSpan.FromSeconds(10)), (results[20].Outcome, results[20].RetryAfter));
        results.RemoveAt(20);
        Assert.All(results, static result => Assert.Equal(SendOutcome.Ok, result.Outcome));
    }

    [Fact]
    public async Task An_unknown_token_is_told()
    {
        await using var server = await FakeWxPusher.StartAsync();
        await using var application = Some.WxPusher(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"], BaseUrl = server.BaseUrl });
        await using var person = Some.WxPusher(new WxPusherOptions { Spt = Some.Spt, BaseUrl = server.BaseUrl });

        Assert.Equal(SendOutcome.PermanentConfig, (await application.SendAsync(Some.Message(), default)).Outcome);
        Assert.Equal(SendOutcome.PermanentConfig, (await person.SendAsync(Some.Message(), default)).Outcome);
    }

    private static async Task<SendResult> SendAsync(FakeFault fault, IReadOnlyList<string>? uids = null)
    {
        await using var server = await FakeWxPusher.StartAsync();
        server.Inject(fault);
        await using var channel = Some.WxPusher(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = uids ?? ["UID_a"], BaseUrl = server.Url(Some.AppToken) });
        return await channel.SendAsync(Some.Message(), default);
    }
}
