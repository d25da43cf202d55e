using System.Text.Json.Serialization;

namespace Dachshund.Actors.DailyReport;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, ChannelTotals>))]
internal sealed partial class ReportJson : JsonSerializerContext;
