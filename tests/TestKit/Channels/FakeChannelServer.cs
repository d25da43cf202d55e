using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dachshund.TestKit.Channels;

/// <summary>
/// A server on 127.0.0.1 that stands for a channel's API: it checks each call as the real one does, records what it
/// took
/// and what it refused, and fails on demand. It is steered from code, and over HTTP under <c>/_admin</c> (see
/// <see cref="FakeAdmin"/>), so that tests of whole processes and people can use it too. Safe for concurrent use.
/// </summary>
public abstract class FakeChannelServer : IAsyncDisposable
{
    private const int BodyBytesMax = 1 << 20;
    private const string HtmlPage = "<!DOCTYPE html>\n<html><body><h1>Please log in</h1></body></html>";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly FakeFaults _faults = new();
    private readonly FakeRecord _record = new();
    private readonly Lock _lock = new();
    private long _clockOffsetTicks;
    private int _calls;

    private protected FakeChannelServer(FakeServerOptions options)
    {
        _time = options.Time;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (options.Certificate is { } certificate) listen.UseHttps(certificate);
            });
        });
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Where it listens, without a slash at its end.</summary>
    public string BaseUrl => _app.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()?.Addresses.Single() ?? throw new InvalidOperationException("It listens nowhere.");

    /// <summary>The messages that it took, oldest first.</summary>
    public IReadOnlyList<FakeMessage> Accepted => _record.Accepted;

    /// <summary>The calls that it refused, oldest first.</summary>
    public IReadOnlyList<FakeRefusal> Refused => _record.Refused;

    /// <summary>How many calls came, faults included, without those under <c>/_admin</c>.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How far its clock is ahead of the one that it was given. Default zero.</summary>
    public TimeSpan ClockOffset
    {
        get => new(Interlocked.Read(ref _clockOffsetTicks));
        set => Interlocked.Exchange(ref _clockOffsetTicks, value.Ticks);
    }

    /// <summary>Faults that wait for calls.</summary>
    public IReadOnlyList<FakeFault> PendingFaults => _faults.Pending;

    private protected DateTimeOffset Now => _time.GetUtcNow() + ClockOffset;

    /// <summary>The name of the field that says how a call went.</summary>
    private protected abstract string CodeField { get; }

    /// <summary>Lets the next calls fail, after those injected before.</summary>
    public void Inject(FakeFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _faults.Add(fault);
    }

    /// <summary>Forgets messages, refusals and waiting faults; settings stay.</summary>
    public void Reset()
    {
        _record.Clear();
        ClearFaults();
    }

    /// <summary>Forgets waiting faults.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>Waits until so many messages were taken since the start (or the last <see cref="Reset"/>).</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How long by the system's clock.</param>
    /// <returns>All of them.</returns>
    /// <exception cref="TimeoutException">They did not come; the message says what came instead.</exception>
    public Task<IReadOnlyList<FakeMessage>> WaitForAcceptedAsync(int count, TimeSpan timeout) => _record.WaitAsync(count, timeout);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task StartAsync(CancellationToken ct) => _app.StartAsync(ct);

    internal void Configure(string token, JsonElement settings)
    {
        lock (_lock) SetSettings(token, settings);
    }

    internal JsonNode? Settings()
    {
        lock (_lock) return GetSettings();
    }

    /// <summary>Checks the call and does what it asks. Called under the server's lock.</summary>
    private protected abstract FakeReply Handle(FakeCall call);

    private protected abstract void SetSettings(string token, JsonElement settings);

    private protected abstract JsonNode? GetSettings();

    private protected void Accept(FakeMessage message) => _record.Add(message);

    private protected void Refuse(string token, int code, string reason) => _record.Add(new FakeRefusal(token, Now, code, reason));

    private protected T Locked<T>(Func<T> action)
    {
        lock (_lock) return action();
    }

    private async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers.Date = Now.ToString("r");
        if (context.Request.Path.StartsWithSegments("/_admin", out var rest))
        {
            await FakeAdmin.ServeAsync(this, context, rest.Value ?? "");
            return;
        }

        Interlocked.Increment(ref _calls);
        var fault = _faults.Take();
        if (fault?.Kind == FakeFaultKind.ResetBeforeRead)
        {
            context.Abort();
            return;
        }

        var call = await ReadAsync(context);
        var reply = fault?.Kind is FakeFaultKind.Http or FakeFaultKind.Html200 or FakeFaultKind.Answer ? null : HandleLocked(call);
        if (fault?.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, _time, context.RequestAborted);
        await (reply is null ? WriteFaultAsync(context, fault ?? new FakeFault(FakeFaultKind.Http), call)
            : WriteReplyAsync(context, reply, fault));
    }

    private FakeReply HandleLocked(FakeCall call)
    {
        lock (_lock) return Handle(call);
    }

    private static async Task<FakeCall> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = context.Request;
        return new FakeCall(
            request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "", request.Query, request.ContentType ?? "",
            context.Connection.RemoteIpAddress ?? IPAddress.None, body.ToArray());
    }

    private static Task WriteFaultAsync(HttpContext context, FakeFault fault, FakeCall call)
    {
        foreach (var (name, value) in fault.Headers) context.Response.Headers[name] = value;
        if (fault.Kind == FakeFaultKind.Html200) return WriteAsync(context, 200, "text/html; charset=utf-8", HtmlPage);
        if (fault.Kind == FakeFaultKind.Http)
            return WriteAsync(context, fault.Status, "text/html", $"<html><body>{fault.Status} gateway</body></html>");
        var body = fault.Body
            .Replace("{url}", $"http://{context.Request.Host}{call.Path}{call.RawQuery}", StringComparison.Ordinal)
            .Replace("{query}", call.RawQuery, StringComparison.Ordinal)
            .Replace("{body}", JsonEncodedText.Encode(Encoding.UTF8.GetString(call.Body)).Value, StringComparison.Ordinal);
        return WriteAsync(context, fault.Status, fault.ContentType, body);
    }

    private async Task WriteReplyAsync(HttpContext context, FakeReply reply, FakeFault? fault)
    {
        if (fault?.Kind == FakeFaultKind.ResetBeforeReply)
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == FakeFaultKind.NoCodeField) reply.Json.Remove(CodeField);
        if (fault?.Kind == FakeFaultKind.ExtraFields) AddFields(reply.Json);
        var json = reply.Json.ToJsonString();
        if (fault?.Kind == FakeFaultKind.ResetMidReply)
        {
            context.Response.ContentLength = json.Length;
            await context.Response.WriteAsync(json[..(json.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        if (fault?.Kind == FakeFaultKind.TruncatedJson) json = json[..(json.Length / 2)];
        await WriteAsync(context, reply.Status, "application/json", json);
    }

    private static void AddFields(JsonObject json)
    {
        json["trace"] = "0a1b2c";
        json["nested"] = new JsonObject { ["code"] = 7, ["errcode"] = 7, ["list"] = new JsonArray(1, "two", null) };
    }

    private static Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
