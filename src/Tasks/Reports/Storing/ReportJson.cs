using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dachshund.Tasks.Reports.Storing;

/// <summary>The stored shape of a report. Unknown members are ignored, so that an older version reads a newer one's.</summary>
[JsonSerializable(typeof(DailyReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>The context to use. Chinese text stays three bytes a character (the default encoder makes it six), which is safe
    /// because this is never put into a page.</summary>
    public static ReportJson Stored { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new JsonStringEnumConverter<DeviceState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<TaskState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });

    /// <summary>What was read, if it can be shown.</summary>
    /// <exception cref="JsonException">A list holds null, or the day can't be counted from.</exception>
    public static DailyReport Checked(DailyReport? read)
    {
        if (read is null || HasNull(read.Devices) || HasNull(read.Tasks) || HasNull(read.Problems) || HasNull(read.Losses)
            || HasNull(read.Channels) || HasNull(read.Removals) || HasNull(read.Warnings)
            || read.Problems.Any(problem => HasNull(problem.Hosts)))
        {
            throw new JsonException("null stands where something must be");
        }

        if (read.Day.Year is < 2 or > 9998)
            throw new JsonException("its day has no days around it");
        return read;
    }

    private static bool HasNull<T>(ImmutableArray<T> list)
        where T : class => list.Any(item => item is null);
}
