using System.Text.Json.Serialization;

namespace Dachshund.Actors.FileTail;

/// <summary>The generated JSON code of <c>data-dir/positions</c>: the records as they are, for it is a hint and no store.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PositionsHint))]
internal sealed partial class PositionsJson : JsonSerializerContext;
