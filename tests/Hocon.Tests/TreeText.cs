using System.Globalization;
using System.Text.Json;

namespace Dachshund.Hocon.Tests;

/// <summary>Writes trees in one form, so that two can be compared whatever the order of their keys.</summary>
internal static class TreeText
{
    public static string Of(HoconValue value) => value switch
    {
        HoconObject fields => Object(fields.Fields.Select(field => (field.Key, Of(field.Value)))),
        HoconArray array => $"[{string.Join(",", array.Items.Select(Of))}]",
        HoconScalar { Kind: HoconScalarKind.Number } number => Number(number.Text),
        HoconScalar { Kind: HoconScalarKind.Text } text => JsonSerializer.Serialize(text.Text),
        HoconScalar scalar => scalar.Text,
        _ => throw new InvalidOperationException(),
    };

    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value.EnumerateObject().Select(field => (field.Name, Of(field.Value)))),
        JsonValueKind.Array => $"[{string.Join(",", value.EnumerateArray().Select(Of))}]",
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };

    private static string Object(IEnumerable<(string Key, string Value)> fields) =>
        $"{{{string.Join(",", fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{JsonSerializer.Serialize(f.Key)}:{f.Value}"))}}}";

    private static string Number(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);
}
