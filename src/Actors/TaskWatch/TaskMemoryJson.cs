using System.Text.Json.Serialization;

namespace Dachshund.Actors.TaskWatch;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskMemoryBody))]
internal sealed partial class TaskMemoryJson : JsonSerializerContext;
