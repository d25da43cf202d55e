using System.Text.Json;

namespace Dachshund.TestKit.Channels;

/// <summary>The five forms of a robot's message and their required fields.</summary>
internal sealed record DingTalkForm(string Title, string Text, string Missing)
{
    public static readonly string[] Types = ["text", "link", "markdown", "actionCard", "feedCard"];

    /// <summary>Reads the form's own part of a message.</summary>
    public static DingTalkForm Read(JsonElement message, string type)
    {
        if (!message.TryGetProperty(type, out var part) || part.ValueKind != JsonValueKind.Object) return new("", "", type);
        return type switch
        {
            "text" => Required(part, "", "content", ["content"]),
            "markdown" => Required(part, "title", "text", ["title", "text"]),
            "link" => Required(part, "title", "text", ["title", "text", "messageUrl"]),
            "actionCard" => ActionCard(part),
            _ => FeedCard(part),
        };
    }

    public static string String(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static DingTalkForm Required(JsonElement part, string title, string text, string[] fields) => new(
        title.Length > 0 ? String(part, title) : "",
        String(part, text),
        fields.FirstOrDefault(field => String(part, field).Length == 0) ?? "");

    private static DingTalkForm ActionCard(JsonElement part)
    {
        var form = Required(part, "title", "text", ["title", "text"]);
        if (form.Missing.Length > 0 || (String(part, "singleTitle").Length > 0 && String(part, "singleURL").Length > 0)) return form;
        return form with { Missing = Items(part, "btns", ["title", "actionURL"]) };
    }

    private static DingTalkForm FeedCard(JsonElement part)
    {
        var missing = Items(part, "links", ["title", "messageURL", "picURL"]);
        if (missing.Length > 0) return new("", "", missing);
        var titles = part.GetProperty("links").EnumerateArray().Select(static link => String(link, "title"));
        return new("", string.Join('\n', titles), "");
    }

    private static string Items(JsonElement part, string list, string[] fields)
    {
        if (!part.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array || items.GetArrayLength() == 0)
            return list;
        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) return list;
            if (fields.FirstOrDefault(field => String(item, field).Length == 0) is { } missing) return missing;
        }

        return "";
    }
}
