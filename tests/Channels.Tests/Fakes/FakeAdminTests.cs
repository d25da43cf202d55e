using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dachshund.Channels.DingTalk;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.Fakes;

/// <summary>A fake server is steered over HTTP, as tests of whole processes and people do.</summary>
public sealed class FakeAdminTests : IDisposable
{
    private readonly HttpClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Robots_are_set_and_messages_read()
    {
        await using var server = await FakeDingTalk.StartAsync();
        await SendAsync(
            server, HttpMethod.Put, "settings/t1",
            $$"""{"secret":"{{Some.Secret}}","keywords":["告警"],"keywordIn":"title"}""");
        await SendAsync(server, HttpMethod.Put, "settings/t1", """{"limitPerMinute":1}""");
        await using var channel = Some.DingTalk(new DingTalkOptions
        {
            Webhook = $"{server.BaseUrl}/robot/send?access_token=t1", Secret = Some.Secret, Keywords = ["告警"],
        });

        Assert.Equal(SendOutcome.Ok, (await channel.SendAsync(Some.Message(), default)).Outcome);
        Assert.Equal(SendOutcome.RateLimited, (await channel.SendAsync(Some.Message(), default)).Outcome);

        var accepted = await GetAsync(server, "accepted");
        var refused = await GetAsync(server, "refused");
        var state = await GetAsync(server, "state");
        Assert.Equal("告警 disk full on db-3", accepted[0].GetProperty("title").GetString());
        Assert.Equal(130101, refused[0].GetProperty("code").GetInt32());
        Assert.Equal((1, 1, 2), (Int(state, "accepted"), Int(state, "refused"), Int(state, "calls")));
        Assert.Equal("title", state.GetProperty("settings").GetProperty("t1").GetProperty("keywordIn").GetString());
        await SendAsync(server, HttpMethod.Post, "reset", "");
        Assert.Empty(server.Accepted);
    }

    [Theory]
    [InlineData("""{"kind":"reset-before-reply"}""", FakeFaultKind.ResetBeforeReply, 1, 500)]
    [InlineData("""{"kind":"reset-before-read","times":3}""", FakeFaultKind.ResetBeforeRead, 3, 500)]
    [InlineData("""{"kind":"http-503","times":2}""", FakeFaultKind.Http, 2, 503)]
    [InlineData("""{"kind":"http","status":429}""", FakeFaultKind.Http, 1, 429)]
    [InlineData("""{"kind":"html-200"}""", FakeFaultKind.Html200, 1, 500)]
    [InlineData("""{"kind":"truncated-json"}""", FakeFaultKind.TruncatedJson, 1, 500)]
    [InlineData("""{"kind":"no-code-field"}""", FakeFaultKind.NoCodeField, 1, 500)]
    [InlineData("""{"kind":"extra-fields"}""", FakeFaultKind.ExtraFields, 1, 500)]
    [InlineData("""{"kind":"delay","delayMs":1500}""", FakeFaultKind.Delay, 1, 500)]
    [InlineData("""{"kind":"answer","body":"{}","status":200}""", FakeFaultKind.Answer, 1, 200)]
    public async Task Faults_are_injected_and_taken_back(string json, FakeFaultKind kind, int times, int status)
    {
        await using var server = await FakeWxPusher.StartAsync();

        await SendAsync(server, HttpMethod.Post, "faults", json);

        var fault = Assert.Single(server.PendingFaults);
        Assert.Equal((kind, times, status), (fault.Kind, fault.Times, fault.Status));
        Assert.Equal(kind == FakeFaultKind.Delay ? 1500 : 0, fault.Delay.TotalMilliseconds);
        await SendAsync(server, HttpMethod.Delete, "faults", "");
        Assert.Empty(server.PendingFaults);
    }

    [Theory]
    [InlineData("faults", "POST", """{"kind":"flood"}""", 400)]
    [InlineData("faults", "POST", """{"kind":"delay","times":0}""", 400)]
    [InlineData("faults", "POST", "{", 400)]
    [InlineData("settings/t1", "PUT", """{"keyword":"x"}""", 400)]
    [InlineData("nowhere", "GET", "", 404)]
    public async Task A_wrong_order_is_refused(string path, string method, string json, int status)
    {
        await using var server = await FakeDingTalk.StartAsync();

        Assert.Equal(status, await StatusAsync(server, new HttpMethod(method), path, json));
        Assert.Empty(server.PendingFaults);
    }

    [Fact]
    public async Task The_clock_is_moved()
    {
        await using var server = await FakeDingTalk.StartAsync();
        await SendAsync(server, HttpMethod.Put, "settings/t1", $$"""{"secret":"{{Some.Secret}}"}""");
        await SendAsync(server, HttpMethod.Post, "clock", """{"offsetMs":7200000}""");
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = $"{server.BaseUrl}/robot/send?access_token=t1", Secret = Some.Secret });

        Assert.Equal(SendOutcome.Ok, (await channel.SendAsync(Some.Message(), default)).Outcome);
        Assert.Equal("invalid timestamp", Assert.Single(server.Refused).Reason);
    }

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private async Task<JsonElement> GetAsync(FakeChannelServer server, string path) =>
        await _client.GetFromJsonAsync<JsonElement>(new Uri($"{server.BaseUrl}/_admin/{path}"));

    private async Task SendAsync(FakeChannelServer server, HttpMethod method, string path, string json) =>
        Assert.Equal(200, await StatusAsync(server, method, path, json));

    private async Task<int> StatusAsync(FakeChannelServer server, HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{server.BaseUrl}/_admin/{path}"));
        if (json.Length > 0) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
