using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dachshund.Actors.TaskWatch;

[JsonSerializable(typeof(TaskMemoryBody))]
internal sealed partial class TaskMemoryJson : JsonSerializerContext
{
    /// <summary>Short, also where texts are Chinese: nobody reads it as HTML.</summary>
    public static TaskMemoryJson Compact { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    });
}
