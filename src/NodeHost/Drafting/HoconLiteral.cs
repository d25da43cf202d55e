using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dachshund.NodeHost.Drafting;

/// <summary>Values as HOCON reads them back, whatever is in them: within quotes nothing is a substitution, a comment or a key.</summary>
internal static class HoconLiteral
{
    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text.</summary>
    public static string Of(string value) => JsonSerializer.Serialize(value, s_relaxed);

    /// <summary>A list of texts, on one line.</summary>
    public static string Of(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Of))}]";
}
