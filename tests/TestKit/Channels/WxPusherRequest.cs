using System.Text;
using System.Text.Json;

namespace Dachshund.TestKit.Channels;

/// <summary>A call to the fake WxPusher, read and checked.</summary>
internal sealed record WxPusherRequest
{
    public IReadOnlyList<string> Tokens { get; private init; } = [];

    public IReadOnlyList<string> Uids { get; private init; } = [];

    public IReadOnlyList<long> TopicIds { get; private init; } = [];

    public string Content { get; private init; } = "";

    public string Summary { get; private init; } = "";

    /// <summary>What is wrong with its content or targets; empty when nothing is.</summary>
    public string Problem { get; private init; } = "";

    /// <summary>Null: no JSON, or a field of the wrong type.</summary>
    public static WxPusherRequest? Read(FakeCall call, bool isSimple)
    {
        if (!call.ContentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            using var document = JsonDocument.Parse(call.Body);
            return Read(document.RootElement, isSimple);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            // The reader's own words for a wrong type.
            return null;
        }
    }

    private static WxPusherRequest Read(JsonElement json, bool isSimple)
    {
        var request = new WxPusherRequest
        {
            Tokens = isSimple ? [.. Text(json, "spt") is { Length: > 0 } spt ? [spt] : Texts(json, "sptList")] : Token(json),
            Uids = isSimple ? [] : Texts(json, "uids"),
            TopicIds = isSimple ? [] : [.. Items(json, "topicIds").Select(static item => item.GetInt64())],
            Content = Text(json, "content"),
            Summary = Text(json, "summary"),
        };
        var contentType = json.TryGetProperty("contentType", out var number) ? number.GetInt32() : 1;
        var payType = json.TryGetProperty("verifyPayType", out var pay) ? pay.GetInt32() : 0;
        return request with { Problem = Check(request, contentType, payType, Text(json, "url"), isSimple) };
    }

    private static string Check(WxPusherRequest request, int contentType, int payType, string url, bool isSimple) => request switch
    {
        { Content.Length: 0 } => "content不能为空",
        { Content.Length: > 40000 } => "content过长",
        _ when Encoding.UTF8.GetByteCount(request.Content) > 65535 => "content过长",
        { Summary.Length: > 100 } => "summary过长",
        _ when url.Length > 1000 => "url过长",
        _ when contentType is < 1 or > 3 => "contentType不正确",
        _ when payType is < 0 or > 2 => "verifyPayType不正确",
        { Uids.Count: > 2000 } => "uids过多",
        { TopicIds.Count: > 5 } => "topicIds过多",
        { Tokens.Count: > 10 } => "sptList过多",
        { Uids.Count: 0, TopicIds.Count: 0 } when !isSimple => "发送目标不能为空",
        _ => "",
    };

    private static List<string> Token(JsonElement json) => Text(json, "appToken") is { Length: > 0 } token ? [token] : [];

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() ?? "" : "";

    private static List<string> Texts(JsonElement json, string name) =>
        [.. Items(json, name).Select(static item => item.GetString() ?? throw new FormatException("null"))];

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.EnumerateArray() : default;
}
