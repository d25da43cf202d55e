using System.Globalization;
using System.Text.Json;

namespace Dachshund.Channels.Http;

/// <summary>Reads fields of an answer that may be anything.</summary>
internal static class AnswerJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The answer's object; null where the body is not one whole JSON object.</summary>
    public static JsonElement? Read(HttpAnswer answer)
    {
        if (answer.CutAtBytes is not null) return null;
        try
        {
            using var document = JsonDocument.Parse(answer.Body.TrimStart('\uFEFF'), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A whole number, also where it is written as a string; null for anything else.</summary>
    public static long? Number(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String when long.TryParse(
                Text(json, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                => number,
            _ => null,
        };
    }

    /// <summary>A string; empty for anything else.</summary>
    public static string Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return "";
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a character: valid JSON, but no string.
            return "";
        }
    }
}
