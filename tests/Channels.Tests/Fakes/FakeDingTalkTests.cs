using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.Fakes;

/// <summary>The fake checks what the real one checks, called by a bare client.</summary>
public sealed class FakeDingTalkTests
{
    private const string Good = """{"msgtype":"text","text":{"content":"告警 x"}}""";

    public static TheoryData<string, int> Bodies => new()
    {
        { "", 40035 },
        { "{", 400105 },
        { "[]", 400105 },
        { "{}", 400105 },
        { """{"msgtype":"Markdown","Markdown":{"title":"t","text":"x"}}""", 400105 },
        { """{"msgtype":"text"}""", 400402 },
        { """{"msgtype":"text","text":{"content":""}}""", 400402 },
        { """{"msgtype":"text","text":{"content":5}}""", 400402 },
        { """{"msgtype":"markdown","markdown":{"text":"x"}}""", 400402 },
        { """{"msgtype":"markdown","markdown":{"title":"t"}}""", 400402 },
        { """{"msgtype":"link","link":{"title":"t","text":"x"}}""", 400402 },
        { """{"msgtype":"actionCard","actionCard":{"title":"t","text":"x"}}""", 400402 },
        { """{"msgtype":"actionCard","actionCard":{"title":"t","text":"x","btns":[{"title":"b"}]}}""", 400402 },
        { """{"msgtype":"feedCard","feedCard":{"links":[]}}""", 400402 },
        { """{"msgtype":"feedCard","feedCard":{"links":[{"title":"告警"}]}}""", 400402 },
        { """{"msgtype":"text","text":{"content":"no keyword"}}""", 310000 },
        { Good, 0 },
        { """{"msgtype":"markdown","markdown":{"title":"告警","text":"x"}}""", 0 },
        { """{"msgtype":"link","link":{"title":"告警","text":"x","messageUrl":"https://d.example"}}""", 0 },
        { """{"msgtype":"actionCard","actionCard":{"title":"告警","text":"x","singleTitle":"a","singleURL":"https://d.example"}}""", 0 },
        { """{"msgtype":"actionCard","actionCard":{"title":"告警","text":"x","btns":[{"title":"b","actionURL":"https://d"}]}}""", 0 },
        { """{"msgtype":"feedCard","feedCard":{"links":[{"title":"告警","messageURL":"https://d","picURL":"https://d"}]}}""", 0 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_is_checked(string body, int code)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, new DingTalkRobot { Keywords = ["告警"] });

        Assert.Equal(code, await CodeAsync(server.Url(Some.Token), body));
        Assert.Equal(code == 0 ? 1 : 0, server.Accepted.Count);
        Assert.Equal(code == 0 ? [] : [code], server.Refused.Select(static refusal => refusal.Code));
    }

    [Fact]
    public async Task A_call_is_checked_before_its_body()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot("off", new DingTalkRobot { IsDisabled = true });
        var url = server.Url(Some.Token);
        using var client = new HttpClient();
        using var get = await client.GetAsync(new Uri(url));
        using var form = await client.PostAsync(new Uri(url), new FormUrlEncodedContent([]));

        Assert.Contains("43002", await get.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("43004", await form.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(40035, await CodeAsync(server.BaseUrl + "/robot/send", Good));
        Assert.Equal(300005, await CodeAsync(url + "x", Good));
        Assert.Equal(400102, await CodeAsync(server.Url("off"), Good));
        server.UnknownTokenCode = 400101;
        Assert.Equal(400101, await CodeAsync(url + "x", Good));
    }

    [Theory]
    [InlineData(20000, 0)]
    [InlineData(20001, 460101)]
    public async Task A_body_of_more_than_20000_bytes_is_refused(int bytes, int code)
    {
        await using var server = await FakeDingTalk.StartAsync();
        const string Frame = """{"msgtype":"text","text":{"content":""}}""";
        var body = Frame.Replace("\"\"", $"\"{new string('x', bytes - Frame.Length)}\"", StringComparison.Ordinal);

        Assert.Equal(code, await CodeAsync(server.Url(Some.Token), body));
    }

    [Theory]
    [InlineData("127.0.0.1", 0)]
    [InlineData("127.0.0.0/8", 0)]
    [InlineData("10.0.0.0/8", 310000)]
    public async Task An_address_outside_the_list_is_refused(string allowed, int code)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, new DingTalkRobot { Addresses = [allowed] });

        Assert.Equal(code, await CodeAsync(server.Url(Some.Token), Good));
    }

    [Theory]
    [InlineData("good", 0)]
    [InlineData("hour", 0)]
    [InlineData("no sign", 310000)]
    [InlineData("two signs", 310000)]
    [InlineData("encoded twice", 310000)]
    [InlineData("raw plus", 310000)]
    [InlineData("other time", 310000)]
    [InlineData("over an hour", 310000)]
    [InlineData("seconds", 310000)]
    public async Task A_signature_is_checked_as_a_web_server_reads_it(string kind, int code)
    {
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = new FakeTime(Some.Start) });
        server.AddRobot(Some.Token, new DingTalkRobot { Secret = Some.Secret });
        var unixMs = Some.Start.ToUnixTimeMilliseconds()
            - (kind switch { "hour" => 3_600_000, "over an hour" => 3_600_001, _ => 0 });
        if (kind == "seconds") unixMs /= 1000;
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Some.Secret));
        var sign = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{unixMs}\n{Some.Secret}")));
        var encoded = Uri.EscapeDataString(sign);

        var query = kind switch
        {
            "no sign" => $"&timestamp={unixMs}",
            "two signs" => $"&timestamp={unixMs}&sign={encoded}&sign={encoded}",
            "encoded twice" => $"&timestamp={unixMs}&sign={Uri.EscapeDataString(encoded)}",
            "raw plus" => $"&timestamp={unixMs}&sign={sign}",
            "other time" => $"&timestamp={unixMs + 1}&sign={encoded}",
            _ => $"&timestamp={unixMs}&sign={encoded}",
        };

        Assert.Equal(code, await CodeAsync(server.Url(Some.Token) + query, Good));
    }

    [Theory]
    [InlineData(130101)]
    [InlineData(410100)]
    public async Task One_message_too_many_in_a_sliding_minute_costs_ten_minutes(int code)
    {
        var time = new FakeTime(Some.Start);
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = time });
        server.AddRobot(Some.Token, new DingTalkRobot { RateCode = code });
        var url = server.Url(Some.Token);
        for (var index = 0; index < 40; index++)
        {
            Assert.Equal(0, await CodeAsync(url, Good));
            time.Advance(TimeSpan.FromSeconds(3));
        }

        time.Advance(TimeSpan.FromSeconds(60));
        for (var index = 0; index < 20; index++) Assert.Equal(0, await CodeAsync(url, Good));
        Assert.Equal(code, await CodeAsync(url, Good));
        time.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(code, await CodeAsync(url, Good));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await CodeAsync(url, Good));
    }

    [Fact]
    public async Task Faults_come_in_their_order_and_as_often_as_asked()
    {
        await using var server = await FakeDingTalk.StartAsync();
        var url = server.Url(Some.Token);
        server.Inject(FakeFault.Http(503, times: 2));
        server.Inject(FakeFault.Http(502));

        foreach (var status in new[] { 503, 503, 502, 200 }) Assert.Equal(status, await StatusAsync(url));
    }

    [Fact]
    public async Task Waiting_for_messages_ends_when_they_come_or_says_what_came_instead()
    {
        await using var server = await FakeDingTalk.StartAsync();
        var waiting = server.WaitForAcceptedAsync(2, Some.Deadline);
        await CodeAsync(server.Url(Some.Token), Good);
        await CodeAsync(server.Url(Some.Token), "{}");
        Assert.False(waiting.IsCompleted);
        var problem = await Assert.ThrowsAsync<TimeoutException>(() => server.WaitForAcceptedAsync(2, TimeSpan.Zero));
        await CodeAsync(server.Url(Some.Token), Good);

        Assert.Equal(2, (await waiting).Count);
        Assert.Contains("1 of 2", problem.Message, StringComparison.Ordinal);
        Assert.Contains("400105", problem.Message, StringComparison.Ordinal);
    }

    internal static async Task<int> CodeAsync(string url, string body, string field = "errcode")
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(url), content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty(field).GetInt32();
    }

    private static async Task<int> StatusAsync(string url)
    {
        using var client = new HttpClient();
        using var content = new StringContent(Good, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(url), content);
        return (int)response.StatusCode;
    }
}
