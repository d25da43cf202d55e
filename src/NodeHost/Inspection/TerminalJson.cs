using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dachshund.NodeHost.Inspection;

/// <summary>JSON for terminals and other programs, never for a web page: templates and names stay legible.</summary>
internal static class TerminalJson
{
    private static readonly JsonSerializerOptions s_options =
        new(JsonSerializerDefaults.Web) 
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>One line.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, s_options);
}
