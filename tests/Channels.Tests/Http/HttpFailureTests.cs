using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Dachshund.Channels.DingTalk;
using Dachshund.TestKit;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.Http;

/// <summary>Networks and gateways that fail: surely not sent, perhaps sent, refused.</summary>
public sealed class HttpFailureTests
{
    [Theory]
    [InlineData(FakeFaultKind.ResetBeforeReply, SendOutcome.Ambiguous, 1)]
    [InlineData(FakeFaultKind.ResetBeforeRead, SendOutcome.Ambiguous, 0)]
    [InlineData(FakeFaultKind.ResetMidReply, SendOutcome.Ambiguous, 1)]
    [InlineData(FakeFaultKind.Html200, SendOutcome.Ambiguous, 0)]
    [InlineData(FakeFaultKind.TruncatedJson, SendOutcome.Ambiguous, 1)]
    [InlineData(FakeFaultKind.NoCodeField, SendOutcome.Ambiguous, 1)]
    [InlineData(FakeFaultKind.ExtraFields, SendOutcome.Ok, 1)]
    [InlineData(FakeFaultKind.Delay, SendOutcome.Ok, 1)]
    public async Task A_fault_of_the_answer_has_its_outcome(FakeFaultKind kind, SendOutcome outcome, int accepted)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(new FakeFault(kind));

        var result = await SendAsync(server);

        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(outcome != SendOutcome.Ok, result.Reason.Length > 0);
        Assert.Equal(accepted, server.Accepted.Count);
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(301, SendOutcome.Transient)]
    [InlineData(302, SendOutcome.Transient)]
    [InlineData(307, SendOutcome.Transient)]
    [InlineData(400, SendOutcome.PermanentMessage)]
    [InlineData(401, SendOutcome.PermanentConfig)]
    [InlineData(403, SendOutcome.PermanentConfig)]
    [InlineData(404, SendOutcome.PermanentConfig)]
    [InlineData(407, SendOutcome.PermanentConfig)]
    [InlineData(408, SendOutcome.Transient)]
    [InlineData(413, SendOutcome.PermanentMessage)]
    [InlineData(429, SendOutcome.RateLimited)]
    [InlineData(500, SendOutcome.Ambiguous)]
    [InlineData(502, SendOutcome.Ambiguous)]
    [InlineData(503, SendOutcome.Transient)]
    [InlineData(504, SendOutcome.Ambiguous)]
    public async Task A_gateways_status_has_its_outcome(int status, SendOutcome outcome)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(FakeFault.Http(status) with { Headers = new Dictionary<string, string> { ["Location"] = server.Url(Some.Token) } });

        var result = await SendAsync(server);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains($"HTTP {status}", result.Answer, StringComparison.Ordinal);
        // A redirect is not followed, nothing is sent twice.
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(429, "30", 600)]
    [InlineData(429, "900", 900)]
    [InlineData(503, "30", 30)]
    [InlineData(503, "Tue, 14 Nov 2023 22:14:00 GMT", 40)]
    [InlineData(503, "Tue, 14 Nov 2023 22:00:00 GMT", 0)]
    [InlineData(503, "soon", 0)]
    public async Task Retry_After_is_heeded_but_never_shortens_the_robots_own_pause(int status, string header, int seconds)
    {
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Time = new FakeTime(Some.Start) });
        server.Inject(FakeFault.Http(status) with { Headers = new Dictionary<string, string> { ["Retry-After"] = header } });

        var result = await SendAsync(server);

        Assert.Equal(seconds, (int)(result.RetryAfter ?? TimeSpan.Zero).TotalSeconds);
    }

    [Fact]
    public async Task An_answer_over_the_cap_is_not_read_to_its_end()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(FakeFault.Answer("""{"errcode":0,"errmsg":"ok","more":" """ + new string('x', 64 * 1024) + "\"}"));

        var result = await SendAsync(server);

        Assert.Equal(SendOutcome.Ambiguous, result.Outcome);
        Assert.Contains("65536 bytes", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_connection_is_surely_not_sent()
    {
        var port = ClosedPort();

        var result = await SendAsync($"http://127.0.0.1:{port}/robot/send?access_token={Some.Token}");

        Assert.Equal(SendOutcome.Transient, result.Outcome);
        Assert.StartsWith("not sent: no connection", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_surely_not_sent()
    {
        var result = await SendAsync($"http://no-such-host.invalid/robot/send?access_token={Some.Token}");

        Assert.Equal(SendOutcome.Transient, result.Outcome);
        Assert.StartsWith("not sent: ", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var server = await FakeDingTalk.StartAsync(new FakeServerOptions { Certificate = certificate });

        var result = await SendAsync(server);

        Assert.Equal(SendOutcome.Transient, result.Outcome);
        Assert.StartsWith("not sent: no trusted TLS connection", result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, server.Calls);
    }

    [Fact]
    public async Task A_timeout_after_the_message_was_taken_leaves_it_in_doubt()
    {
        var time = new FakeTime(Some.Start);
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(FakeFault.Slow(TimeSpan.FromHours(1)));
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) }, time);

        var sending = channel.SendAsync(Some.Message(), default);
        await server.WaitForAcceptedAsync(1, Some.Deadline);
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));
        var result = await sending.WaitAsync(Some.Deadline, TimeProvider.System);

        Assert.Equal((SendOutcome.Ambiguous, "sent, but no answer: timed out"), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task A_timeout_before_the_connection_stands_is_surely_not_sent()
    {
        // It takes connections and never says a word, so TLS cannot be agreed on.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var time = new FakeTime(Some.Start);
        await using var channel = Some.DingTalk(
            new DingTalkOptions { Webhook = $"https://{silent.LocalEndpoint}/robot/send?access_token={Some.Token}" }, time);

        var sending = channel.SendAsync(Some.Message(), default);
        using var socket = await silent.AcceptSocketAsync();
        time.Advance(TimeSpan.FromSeconds(10));
        var result = await sending.WaitAsync(Some.Deadline, TimeProvider.System);

        Assert.Equal((SendOutcome.Transient, "not sent: timed out"), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task A_cancelled_call_throws_without_the_url()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.Inject(FakeFault.Slow(TimeSpan.FromHours(1)));
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });
        using var stop = new CancellationTokenSource();

        var sending = channel.SendAsync(Some.Message(), stop.Token);
        await server.WaitForAcceptedAsync(1, Some.Deadline);
        await stop.CancelAsync();

        var problem = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => sending.WaitAsync(Some.Deadline, TimeProvider.System));
        Assert.DoesNotContain(Some.Token[..8], problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_channel_sends_nothing()
    {
        await using var server = await FakeDingTalk.StartAsync();
        var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });
        await channel.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => channel.SendAsync(Some.Message(), default));
        Assert.Equal(0, server.Calls);
    }

    [Fact]
    public async Task Calls_at_the_same_time_all_arrive()
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, new DingTalkRobot { LimitPerMinute = 1000 });
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });

        var results = await Task.WhenAll(Enumerable.Range(0, 50)
            .Select(number => channel.SendAsync(Some.Message(body: $"# {number}"), default)));

        Assert.All(results, static result => Assert.Equal(SendOutcome.Ok, result.Outcome));
        Assert.Equal(50, server.Accepted.Select(static message => message.Text).Distinct().Count());
    }

    private static Task<SendResult> SendAsync(FakeDingTalk server) => SendAsync(server.Url(Some.Token));

    private static async Task<SendResult> SendAsync(string webhook)
    {
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = webhook });
        return await channel.SendAsync(Some.Message(), default);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
