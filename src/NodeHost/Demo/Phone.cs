using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Dachshund.NodeHost.Demo;

/// <summary>
/// A stand-in for DingTalk and for the phone: robots on 127.0.0.1 that take messages, and a page that shows them as they come.
/// Thread-safe.
/// </summary>
internal sealed class Phone : IAsyncDisposable
{
    private const int MessagesMax = 1000;
    private const int BodyBytesMax = 64 * 1024;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly string _page;
    private readonly string _token = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private ImmutableList<PhoneMessage> _messages = [];
    private TaskCompletionSource _more = NewSignal();

    private Phone(TimeProvider time, string language)
    {
        _time = time;
        _page = ReadPage().Replace("{{language}}", language, StringComparison.Ordinal);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Where the page is.</summary>
    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.Single() + "/";

    /// <summary>The messages that it took, oldest first.</summary>
    public IReadOnlyList<PhoneMessage> Messages
    {
        get
        {
            lock (_lock)
                return _messages;
        }
    }

    /// <summary>Starts one on a free port.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="language">Of the page: zh or en.</param>
    /// <param name="ct">Ends the start.</param>
    public static async Task<Phone> StartAsync(TimeProvider time, string language, CancellationToken ct)
    {
        var phone = new Phone(time, language);
        await phone._app.StartAsync(ct);
        return phone;
    }

    /// <summary>The webhook of a robot. Only who knows its token can write to the phone.</summary>
    /// <param name="channel">Its name.</param>
    public string Webhook(string channel) => $"{Address}robot/send?access_token={_token}-{channel}";

    /// <summary>Completes when there are more messages than these.</summary>
    public Task MoreThanAsync(int count)
    {
        lock (_lock)
            return _messages.Count > count ? Task.CompletedTask : _more.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ended.Dispose();
    }

    private Task AnswerAsync(HttpContext call) => (call.Request.Method, call.Request.Path.Value) switch
    {
        ("POST", "/robot/send") => TakeAsync(call),
        ("GET", "/") => ShowAsync(call.Response),
        ("GET", "/messages") => FollowAsync(call.Response, call.RequestAborted),
        _ => RefuseAsync(call.Response),
    };

    /// <summary>As DingTalk answers: what counts is the code in the answer.</summary>
    private async Task TakeAsync(HttpContext call)
    {
        var (code, text) = (300005, "token is not exist");
        var token = call.Request.Query["access_token"].ToString();
        if (token.StartsWith(_token + "-", StringComparison.Ordinal))
        {
            using var body = await JsonDocument.ParseAsync(call.Request.Body, cancellationToken: call.RequestAborted);
            var content = body.RootElement.GetProperty("text").GetProperty("content").GetString() ?? "";
            (code, text) = Add(new PhoneMessage(token[(_token.Length + 1)..], _time.GetLocalNow(), content.Trim()))
                ? (0, "ok")
                : (130101, "send too fast");
        }

        call.Response.ContentType = "application/json";
        await call.Response.WriteAsync(JsonSerializer.Serialize(new { errcode = code, errmsg = text }), call.RequestAborted);
    }

    private bool Add(PhoneMessage message)
    {
        lock (_lock)
        {
            if (_messages.Count >= MessagesMax)
                return false;
            _messages = _messages.Add(message);
            _more.TrySetResult();
            _more = NewSignal();
            return true;
        }
    }

    private Task ShowAsync(HttpResponse response)
    {
        response.ContentType = "text/html; charset=utf-8";
        // Nothing from elsewhere, and nothing to elsewhere.
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:";
        return response.WriteAsync(_page, CancellationToken.None);
    }

    /// <summary>Server-sent events: each message once, from the first on; the page puts them in as text, never as HTML.</summary>
    private async Task FollowAsync(HttpResponse response, CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, _ended.Token);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        try
        {
            for (var sent = 0; ; await MoreThanAsync(sent).WaitAsync(end.Token))
            {
                var messages = Messages;
                for (; sent < messages.Count; sent++)
                    await response.WriteAsync($"data: {ToJson(messages[sent])}\n\n", end.Token);
                await response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is closed, or the tour is over.
        }
    }

    private static string ToJson(PhoneMessage message) => JsonSerializer.Serialize(new
    {
        channel = message.Channel,
        at = message.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        text = message.Text,
    });

    private static Task RefuseAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string ReadPage()
    {
        using var stream = typeof(Phone).Assembly.GetManifestResourceStream("phone.html")
            ?? throw new InvalidOperationException("the resource phone.html is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
