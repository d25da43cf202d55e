using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dachshund.Journal.Entries;

/// <summary>The generated JSON code of an entry.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EntryBody))]
internal sealed partial class JournalEntryJson : JsonSerializerContext;
