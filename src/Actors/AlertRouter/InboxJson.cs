using System.Text.Json.Serialization;

namespace Dachshund.Actors.AlertRouter;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InboxItem))]
internal sealed partial class InboxJson : JsonSerializerContext;
