using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Dachshund.TestKit.Channels;

/// <summary>
/// A fake server's remote control, JSON under <c>/_admin</c>:
/// <list type="bullet">
/// <item><c>GET /state</c>: counts, waiting faults, clock offset, settings; <c>GET /accepted</c>, <c>GET
/// /refused</c></item>
/// <item><c>POST /faults</c> <c>{"kind":"reset-before-reply","times":2,"delayMs":0,"status":500,"body":""}</c>, where
/// <c>http-503</c> stands for kind <c>http</c> with that status; <c>DELETE /faults</c></item>
/// <item><c>PUT /settings/TOKEN</c>: a robot's or application's settings, unnamed ones stay as they are or at their
/// default</item>
/// <item><c>POST /clock</c> <c>{"offsetMs":7200000}</c>; <c>POST /reset</c></item>
/// </list>
/// </summary>
internal static class FakeAdmin
{
    /// <summary>camelCase names, kebab-case words.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public static async Task ServeAsync(FakeChannelServer server, HttpContext context, string path)
    {
        try
        {
            if (await AnswerAsync(server, context, path) is { } answer)
                await context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or FormatException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = problem.Message }, Json, context.RequestAborted);
        }
    }

    private static async Task<object?> AnswerAsync(FakeChannelServer server, HttpContext context, string path)
    {
        var method = context.Request.Method;
        switch (method, path)
        {
            case ("GET", "/state"): return State(server);
            case ("GET", "/accepted"): return server.Accepted;
            case ("GET", "/refused"): return server.Refused;
            case ("POST", "/faults"):
                server.Inject(Fault(await ReadAsync(context)));
                return State(server);
            case ("DELETE", "/faults"):
                server.ClearFaults();
                return State(server);
            case ("POST", "/reset"):
                server.Reset();
                return State(server);
            case ("POST", "/clock"):
                server.ClockOffset = TimeSpan.FromMilliseconds((await ReadAsync(context)).GetProperty("offsetMs").GetInt64());
                return State(server);
            case ("PUT", _) when path.StartsWith("/settings/", StringComparison.Ordinal):
                server.Configure(path["/settings/".Length..], await ReadAsync(context));
                return State(server);
            default:
                return null;
        }
    }

    private static object State(FakeChannelServer server) => new
    {
        server.BaseUrl,
        server.Calls,
        Accepted = server.Accepted.Count,
        Refused = server.Refused.Count,
        ClockOffsetMs = (long)server.ClockOffset.TotalMilliseconds,
        Faults = server.PendingFaults,
        Settings = server.Settings(),
    };

    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        return document.RootElement.Clone();
    }

    private static FakeFault Fault(JsonElement json)
    {
        var kind = json.GetProperty("kind").GetString() ?? "";
        var node = JsonNode.Parse(json.GetRawText())?.AsObject() ?? throw new FormatException("not an object");
        if (kind.StartsWith("http-", StringComparison.Ordinal))
        {
            node["kind"] = "http";
            node["status"] = int.Parse(kind["http-".Length..], System.Globalization.CultureInfo.InvariantCulture);
        }

        // The naming policy puts no hyphen before a digit.
        if (kind == "html-200") node["kind"] = "html200";
        if (node.Remove("delayMs", out var delay)) node["delay"] = TimeSpan.FromMilliseconds(delay?.GetValue<double>() ?? 0).ToString();
        return node.Deserialize<FakeFault>(Json) is { } fault ? fault : throw new FormatException("not a fault");
    }
}
