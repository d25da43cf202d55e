using System.Text;
using Dachshund.Channels.DingTalk;
using Dachshund.Channels.WxPusher;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests;

/// <summary>No secret in a log line, an exception or a result, whatever the server or the network does.</summary>
public sealed class SecrecyTests
{
    // What a server that echoes the request may answer: whole, escaped, cut, in all places.
    private static readonly string[] s_echoes =
    [
        """{"errcode":310000,"code":1001,"errmsg":"no: {url}","msg":"no: {url} {body}"}""",
        """{"errcode":40035,"code":1005,"errmsg":"{query}","msg":"{body}"}""",
        """{"errcode":-1,"code":1009,"errmsg":"{body}","msg":"appToken=TOKEN spt TOKEN"}""",
        """{"errcode":777,"code":777,"errmsg":"secret SECRET token TOKEN sign {query}","msg":"TOKEN"}""",
        """{"errcode":0,"code":1000,"errmsg":"ok {url}","msg":"ok {body}","data":[{"uid":"UID_a","code":1001,"status":"{body} TOKEN"}]}""",
        """{"errmsg":"{url}","msg":"{body}","wait":5}""",
        """<html>{url}</html>""",
        """{"errcode":310000,"code":1001,"errmsg":"{url}""",
        """{"errmsg":"TOKEN""",
        """{"errmsg":"TOKEN_HALF""",
        """TOKEN_ESCAPED""",
        """{"errcode":310000,"errmsg":"invalid timestamp {url}","code":1001,"msg":"TOKEN"}""",
    ];

    public static TheoryData<int> Faults => [.. Enumerable.Range(0, s_echoes.Length + AllKinds.Length)];

    private static FakeFaultKind[] AllKinds => [.. Enum.GetValues<FakeFaultKind>().Where(static kind => kind != FakeFaultKind.Answer)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_signed_robots_token_secret_and_signature_stay_secret(int number)
    {
        // Signed at this time the signature holds plus, slash and equals sign.
        var time = new FakeTime(Some.Start);
        var sign = DingTalkSignature.Of(Some.Start.ToUnixTimeMilliseconds(), Some.Secret);
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = time });
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = Some.Secret });
        using var loggers = new CollectingLoggerFactory();
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = server.Url(Some.Token), Secret = Some.Secret }, time, loggers);
        server.Inject(Fault(number, Some.Token, Some.Secret));

        var told = await TellAsync(channel, loggers);

        AssertHides(told, Some.Token, Some.Secret, sign, Uri.EscapeDataString(sign), sign.TrimEnd('='));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task An_applications_token_stays_secret(int number)
    {
        await using var server = await FakeWxPusher.StartAsync();
        using var loggers = new CollectingLoggerFactory();
        await using var channel = Some.WxPusher(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"], BaseUrl = server.Url(Some.AppToken) }, loggers: loggers);
        server.Inject(Fault(number, Some.AppToken, Some.AppToken));

        AssertHides(await TellAsync(channel, loggers), Some.AppToken);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_persons_own_push_token_stays_secret(int number)
    {
        await using var server = await FakeWxPusher.StartAsync();
        using var loggers = new CollectingLoggerFactory();
        await using var channel = Some.WxPusher(
            new WxPusherOptions { Spt = Some.Spt, BaseUrl = server.Url(Some.Spt) }, loggers: loggers);
        server.Inject(Fault(number, Some.Spt, Some.Spt));

        AssertHides(await TellAsync(channel, loggers), Some.Spt);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://no-such-host.invalid")]
    [InlineData("https://127.0.0.1:1")]
    public async Task A_call_that_cannot_be_made_tells_no_secret(string baseUrl)
    {
        using var loggers = new CollectingLoggerFactory();
        await using var dingTalk = Some.DingTalk(
            new DingTalkOptions
            {
                Webhook = $"https://oapi.dingtalk.com/robot/send?access_token={Some.Token}", Secret = Some.Secret, BaseUrl = baseUrl,
            },
            loggers: loggers);
        await using var wxPusher = Some.WxPusher(new WxPusherOptions { Spt = Some.Spt, BaseUrl = baseUrl }, loggers: loggers);

        AssertHides(await TellAsync(dingTalk, loggers) + await TellAsync(wxPusher, loggers), Some.Token, Some.Secret, Some.Spt);
    }

    private static FakeFault Fault(int number, string token, string secret) => number < s_echoes.Length
        ? FakeFault.Answer(
            s_echoes[number]
                .Replace("TOKEN_HALF", token[..(token.Length / 2)], StringComparison.Ordinal)
                .Replace("TOKEN_ESCAPED", Escaped(token), StringComparison.Ordinal)
                .Replace("TOKEN", token, StringComparison.Ordinal)
                .Replace("SECRET", secret, StringComparison.Ordinal),
            times: 2)
        : new FakeFault(AllKinds[number - s_echoes.Length]);

    private static string Escaped(string token) => string.Concat(token.Select(static character => $"\\u{(int)character:x4}"));

    private static async Task<string> TellAsync(IChannel channel, CollectingLoggerFactory loggers)
    {
        var result = await channel.SendAsync(Some.Message(), default);
        Assert.NotEmpty(loggers.Lines);
        return new StringBuilder().Append(result).AppendJoin('\n', result.FailedTargets).AppendJoin('\n', loggers.Lines).ToString();
    }

    private static void AssertHides(string told, params string[] secrets)
    {
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret[..10], told, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Escaped(secret)[..60], told, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("access_token=5", told, StringComparison.OrdinalIgnoreCase);
    }
}
