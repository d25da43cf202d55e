using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dachshund.TestKit.Channels;

/// <summary>
/// A DingTalk with custom robots. The order of its checks is ours, as the real one's is not documented: the method, the
/// content type, the token, the body, its size, its form, the caller's address, the signature, the keyword, the rate.
/// It answers HTTP 200 to everything.
/// </summary>
public sealed class FakeDingTalk : FakeChannelServer
{
    private const int BodyBytesMax = 20000;
    private const long SignAgeMaxMs = 3_600_000;

    private readonly Dictionary<string, DingTalkRobot> _robots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeRateLimit> _limits = new(StringComparer.Ordinal);

    private FakeDingTalk(FakeServerOptions options)
        : base(options)
    {
    }

    /// <summary>What it answers to an unknown token: 300005, 300001 or 400101. Default 300005.</summary>
    public int UnknownTokenCode { get; set; } = 300005;

    private protected override string CodeField => "errcode";

    /// <summary>Starts one on 127.0.0.1.</summary>
    public static async Task<FakeDingTalk> StartAsync(FakeServerOptions? options = null, CancellationToken ct = default)
    {
        var server = new FakeDingTalk(options ?? new FakeServerOptions());
        await server.StartAsync(ct);
        return server;
    }

    /// <summary>Adds a robot, or changes its settings.</summary>
    public void AddRobot(string token, DingTalkRobot robot) => Locked(() => _robots[token] = robot);

    /// <summary>The webhook of a robot. A token that has no robot yet gets one with default settings.</summary>
    public string Url(string token)
    {
        Locked(() => _robots.TryAdd(token, new DingTalkRobot()));
        return $"{BaseUrl}/robot/send?access_token={Uri.EscapeDataString(token)}";
    }

    private protected override FakeReply Handle(FakeCall call)
    {
        var token = call.Query["access_token"].ToString();
        var robot = _robots.GetValueOrDefault(token);
        if ((CheckCall(call, token, robot) ?? CheckSize(call)) is { } refused) return Refusal(token, refused);
        var message = Parse(call.Body);
        var type = message is { } json ? DingTalkForm.String(json, "msgtype") : "";
        if (message is not { } body || !DingTalkForm.Types.Contains(type)) return Refusal(token, (400105, "msgtype is not supported"));
        var form = DingTalkForm.Read(body, type);
        if (form.Missing.Length > 0) return Refusal(token, (400402, $"missing parameter {form.Missing}"));
        robot ??= new DingTalkRobot();
        if ((CheckAddress(call, robot) ?? CheckSign(call, robot) ?? CheckKeyword(form, robot) ?? CheckRate(token, robot)) is { } denied)
            return Refusal(token, denied);
        Accept(new FakeMessage(token, Now, form.Title, form.Text, Names(body), Encoding.UTF8.GetString(call.Body)));
        return new FakeReply(new JsonObject { ["errmsg"] = "ok", ["errcode"] = 0 });
    }

    private protected override void SetSettings(string token, JsonElement settings)
    {
        var merged = JsonSerializer.SerializeToNode(_robots.GetValueOrDefault(token) ?? new DingTalkRobot(), FakeAdmin.Json)
            ?? throw new FormatException("no settings");
        foreach (var setting in settings.EnumerateObject()) merged[setting.Name] = JsonNode.Parse(setting.Value.GetRawText());
        _robots[token] = merged.Deserialize<DingTalkRobot>(FakeAdmin.Json) ?? throw new FormatException("no settings");
    }

    private protected override JsonNode? GetSettings() => JsonSerializer.SerializeToNode(_robots, FakeAdmin.Json);

    private (int Code, string Text)? CheckCall(FakeCall call, string token, DingTalkRobot? robot)
    {
        if (call.Method != "POST") return (43002, "需要POST请求");
        if (!call.ContentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return (43004, "无效的HTTP HEADER Content-Type");
        if (token.Length == 0) return (40035, "缺少参数 access_token");
        if (robot is null) return (UnknownTokenCode, "token is not exist");
        return robot.IsDisabled ? (400102, "robot is disabled") : null;
    }

    private static (int Code, string Text)? CheckSize(FakeCall call)
    {
        if (call.Body.Length == 0) return (40035, "缺少参数 json");
        return call.Body.Length > BodyBytesMax ? (460101, "message too long, exceed 20000 bytes") : null;
    }

    private static (int Code, string Text)? CheckAddress(FakeCall call, DingTalkRobot robot)
    {
        var address = call.Address.IsIPv4MappedToIPv6 ? call.Address.MapToIPv4() : call.Address;
        return robot.Addresses.Count == 0 || robot.Addresses.Any(allowed => Covers(allowed, address))
            ? null
            : (310000, robot.IsChinese ? $"错误描述:IP {address} 不在白名单内" : $"ip {address} not in whitelist");
    }

    private static bool Covers(string allowed, IPAddress address) => allowed.Contains('/')
        ? IPNetwork.Parse(allowed).Contains(address)
        : IPAddress.Parse(allowed).Equals(address);

    private (int Code, string Text)? CheckSign(FakeCall call, DingTalkRobot robot)
    {
        if (robot.Secret.Length == 0) return null;
        var wrong = (310000, robot.IsChinese ? "错误描述:机器人发送签名不匹配" : "sign not match");
        var old = (310000, robot.IsChinese ? "错误描述:机器人发送签名过期" : "invalid timestamp");
        var (times, signs) = (call.Query["timestamp"], call.Query["sign"]);
        if (times.Count != 1 || signs.Count != 1) return wrong;
        if (!long.TryParse(times[0], NumberStyles.None, CultureInfo.InvariantCulture, out var unixMs)) return old;
        if (Math.Abs(Now.ToUnixTimeMilliseconds() - unixMs) > SignAgeMaxMs) return old;
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(robot.Secret));
        var right = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{times[0]}\n{robot.Secret}")));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(signs[0] ?? ""))
            ? null
            : wrong;
    }

    private static (int Code, string Text)? CheckKeyword(DingTalkForm form, DingTalkRobot robot)
    {
        var checkedText = robot.KeywordIn switch
        {
            DingTalkKeywordIn.Title when form.Title.Length > 0 => form.Title,
            DingTalkKeywordIn.Text => form.Text,
            _ => form.Title + "\n" + form.Text,
        };
        return robot.Keywords.Count == 0 || robot.Keywords.Any(keyword => checkedText.Contains(keyword, StringComparison.Ordinal))
            ? null
            : (310000, robot.IsChinese ? "错误描述:关键词不匹配;解决方案:请联系群管理员查看此机器人的关键词" : "keywords not in content");
    }

    private (int Code, string Text)? CheckRate(string token, DingTalkRobot robot)
    {
        if (!_limits.TryGetValue(token, out var limit)) _limits[token] = limit = new FakeRateLimit();
        if (limit.TryTake(Now, robot.LimitPerMinute, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(robot.PenaltySeconds))) return null;
        return (robot.RateCode, robot.RateCode == 410100 ? "发送速度太快而限流" : "send too fast, exceed 20 times per minute");
    }

    private FakeReply Refusal(string token, (int Code, string Text) refusal)
    {
        Refuse(token, refusal.Code, refusal.Text);
        return new FakeReply(new JsonObject { ["errcode"] = refusal.Code, ["errmsg"] = refusal.Text });
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string> Names(JsonElement message)
    {
        var names = new List<string>();
        if (!message.TryGetProperty("at", out var at) || at.ValueKind != JsonValueKind.Object) return names;
        foreach (var list in new[] { "atMobiles", "atUserIds" })
        {
            if (at.TryGetProperty(list, out var values) && values.ValueKind == JsonValueKind.Array)
                names.AddRange(values.EnumerateArray().Select(static value => value.ToString()));
        }

        if (at.TryGetProperty("isAtAll", out var all) && all.ValueKind == JsonValueKind.True) names.Add("all");
        return names;
    }
}
