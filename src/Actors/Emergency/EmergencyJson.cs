using System.Text.Json.Serialization;

namespace Dachshund.Actors.Emergency;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EmergencyMemory))]
internal sealed partial class EmergencyJson : JsonSerializerContext;
