using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dachshund.TestKit.Channels;

/// <summary>
/// A WxPusher with applications and people's own push tokens (<c>SPT_...</c>). The order of its checks is ours: the
/// JSON and
/// its types, the token, content, summary, link and targets, the rate; then each target has its own answer.
/// </summary>
public sealed class FakeWxPusher : FakeChannelServer
{
    private const string StandardPath = "/api/send/message";
    private const string SimplePath = "/api/send/message/simple-push";
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, WxPusherApp> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeRateLimit> _limits = new(StringComparer.Ordinal);
    private int _sent;

    private FakeWxPusher(FakeServerOptions options)
        : base(options)
    {
    }

    private protected override string CodeField => "code";

    /// <summary>Starts one on 127.0.0.1.</summary>
    public static async Task<FakeWxPusher> StartAsync(FakeServerOptions? options = null, CancellationToken ct = default)
    {
        var server = new FakeWxPusher(options ?? new FakeServerOptions());
        await server.StartAsync(ct);
        return server;
    }

    /// <summary>
    /// Adds an application (<c>AT_...</c>) or a person's own push token (<c>SPT_...</c>), or changes its settings.
    /// </summary>
    public void AddApp(string token, WxPusherApp app) => Locked(() => _apps[token] = app);

    /// <summary>
    /// The base URL for a client with that token. A token that is unknown yet is added with default settings.
    /// </summary>
    public string Url(string token)
    {
        Locked(() => _apps.TryAdd(token, new WxPusherApp()));
        return BaseUrl;
    }

    private protected override FakeReply Handle(FakeCall call)
    {
        if (call.Method != "POST" || call.Path is not (StandardPath or SimplePath)) return Refusal("", 1004, "接口不存在");
        var isSimple = call.Path == SimplePath;
        if (WxPusherRequest.Read(call, isSimple) is not { } request) return Refusal("", 1005, "系统内部错误");
        var token = request.Tokens is [var first, ..] ? first : "";
        if (request.Tokens.Count == 0 || request.Tokens.Any(name => !_apps.ContainsKey(name)))
            return Refusal(token, 1001, isSimple ? "SPT不存在" : "appToken不正确");
        if (request.Problem.Length > 0) return Refusal(token, 1001, request.Problem);
        var app = _apps[token];
        if (!_limits.TryGetValue(token, out var limit)) _limits[token] = limit = new FakeRateLimit();
        if (!limit.TryTake(Now, app.LimitPerTenSeconds, Window, TimeSpan.Zero))
            return Refusal(token, 1001, "发送过于频繁,请稍后再试", app.IsLimitHttp429 ? 429 : 200);
        return Send(call, request, token, app);
    }

    private protected override void SetSettings(string token, JsonElement settings)
    {
        var merged = JsonSerializer.SerializeToNode(_apps.GetValueOrDefault(token) ?? new WxPusherApp(), FakeAdmin.Json)
            ?? throw new FormatException("no settings");
        foreach (var setting in settings.EnumerateObject()) merged[setting.Name] = JsonNode.Parse(setting.Value.GetRawText());
        _apps[token] = merged.Deserialize<WxPusherApp>(FakeAdmin.Json) ?? throw new FormatException("no settings");
    }

    private protected override JsonNode? GetSettings() => JsonSerializer.SerializeToNode(_apps, FakeAdmin.Json);

    private FakeReply Send(FakeCall call, WxPusherRequest request, string token, WxPusherApp app)
    {
        var data = new JsonArray();
        var reached = new List<string>();
        foreach (var uid in request.Uids)
        {
            data.Add(Entry(uid, null, app.Uids is null || app.Uids.Contains(uid), reached));
        }

        foreach (var topicId in request.TopicIds)
        {
            data.Add(Entry(null, topicId, app.TopicIds is null || app.TopicIds.Contains(topicId), reached));
        }

        foreach (var spt in request.Tokens.Where(static name => name.StartsWith("SPT_", StringComparison.Ordinal)))
        {
            data.Add(Entry(null, null, true, reached));
            reached[^1] = spt;
        }

        if (reached.Count > 0)
            Accept(new FakeMessage(token, Now, request.Summary, request.Content, reached, Encoding.UTF8.GetString(call.Body)));
        return new FakeReply(new JsonObject { ["code"] = 1000, ["msg"] = "处理成功", ["success"] = true, ["data"] = data });
    }

    private JsonObject Entry(string? uid, long? topicId, bool isKnown, List<string> reached)
    {
        if (isKnown) reached.Add(uid ?? topicId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
        else Refuse(uid ?? "", 1001, "target unknown");
        _sent++;
        return new JsonObject
        {
            ["uid"] = uid,
            ["topicId"] = topicId,
            ["messageId"] = isKnown ? _sent : null,
            ["messageContentId"] = isKnown ? _sent : null,
            ["sendRecordId"] = isKnown ? _sent : null,
            ["code"] = isKnown ? 1000 : 1001,
            ["status"] = isKnown ? "创建发送任务成功" : uid is null ? "主题不存在" : "用户不存在或未关注",
        };
    }

    private FakeReply Refusal(string token, int code, string reason, int status = 200)
    {
        Refuse(token, code, reason);
        var json = new JsonObject { ["code"] = code, ["msg"] = reason, ["success"] = false, ["data"] = null };
        return new FakeReply(json, status);
    }
}
