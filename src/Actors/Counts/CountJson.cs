using System.Text.Json.Serialization;

namespace Dachshund.Actors.Counts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ProblemCount))]
internal sealed partial class CountJson : JsonSerializerContext;
