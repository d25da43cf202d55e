using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dachshund.Alerting.Delivering;

namespace Dachshund.Alerting.Folding;

/// <summary>The stored shapes. Unknown members are ignored, so that an older version reads a newer one's state.</summary>
[JsonSerializable(typeof(NoticeBody))]
[JsonSerializable(typeof(AlertGroup))]
[JsonSerializable(typeof(DeliveryState))]
[JsonSerializable(typeof(ChannelState))]
[JsonSerializable(typeof(Silence))]
internal sealed partial class FoldingJson : JsonSerializerContext
{
    /// <summary>
    /// The context to use: Chinese text stays three bytes a character (the default encoder makes it six), which is safe
    /// because these bodies are never put into a page.
    /// </summary>
    public static FoldingJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        RespectNullableAnnotations = true,
    });
}
