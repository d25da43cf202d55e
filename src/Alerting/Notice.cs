using System.Collections.Immutable;
using System.Text.Json;
using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting;

/// <summary>What a shard tells the router: so many events of one problem on one host.</summary>
/// <remarks>Immutable. Its UTF-8 JSON is the body of an entry in the stream of notices.</remarks>
public sealed record Notice
{
    // So that no sum of counts overflows in the life of a book.
    private const long CountMax = 1L << 50;

    /// <summary>How many labels of the user's a notice may have.</summary>
    public const int LabelsMax = 200;

    /// <summary>Characters of all labels of a notice together.</summary>
    public const int LabelCharsMax = 32 * 1024;

    /// <summary>The stream id; filled by the reader, not part of the JSON.</summary>
    public string Id { get; init; } = "";

    /// <summary>One of <see cref="NoticeKinds"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The host that it is about.</summary>
    public string Host { get; init; } = "";

    /// <summary>The input, for kinds that have one.</summary>
    public string Input { get; init; } = "";

    /// <summary>The rule; for <c>task</c> the task's and for <c>channel</c> the channel's name.</summary>
    public string Rule { get; init; } = "";

    /// <summary>One of <see cref="Severities"/>; default error.</summary>
    public string Severity { get; init; } = Severities.Error;

    /// <summary>The template's id, for kinds that have one.</summary>
    public string TemplateId { get; init; } = "";

    /// <summary>The template (the line with its variables masked), or one sentence of detail for other kinds.</summary>
    public string Template { get; init; } = "";

    /// <summary>The user's own labels. The built-in names (kind, host, input, rule, severity, template) win.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many events this notice stands for; at least 1, default 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>When the first of them was seen, Unix ms.</summary>
    public long FirstTimeMs { get; init; }

    /// <summary>When the last of them was seen, Unix ms.</summary>
    public long LastTimeMs { get; init; }

    /// <summary>A few of the lines.</summary>
    public ImmutableArray<NoticeSample> Samples { get; init; } = [];

    /// <summary>Whether the events may have been told before: Redis went back, and they were found again.</summary>
    public bool Again { get; init; }

    /// <summary>
    /// Whether this begins a condition that lasts until a notice of the same kind, host, input and rule says
    /// <see cref="Over"/> (for <c>offline</c>: until the host's <c>recovered</c>). Such a condition is repeated at the
    /// repeat interval. Default false.
    /// </summary>
    public bool Ongoing { get; init; }

    /// <summary>Whether this ends a condition that an earlier notice began. Default false.</summary>
    public bool Over { get; init; }

    /// <summary>The notice as UTF-8 JSON, without its <see cref="Id"/>.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(NoticeBody.Of(this), FoldingJson.Relaxed.NoticeBody);

    /// <summary>Reads what <see cref="ToJson"/> wrote; members that are missing have their defaults.</summary>
    /// <exception cref="FormatException">It is no notice that this version can fold; the message says why.</exception>
    public static Notice FromJson(ReadOnlySpan<byte> utf8)
    {
        NoticeBody? body;
        try
        {
            body = JsonSerializer.Deserialize(utf8, FoldingJson.Relaxed.NoticeBody);
        }
        catch (JsonException e)
        {
            throw new FormatException($"notice is no JSON of the expected shape: {e.Message}", e);
        }

        if (body is null)
            throw new FormatException("notice is null");
        return Problem(body) is { } problem ? throw new FormatException(problem) : body.ToNotice();
    }

    private static string? Problem(NoticeBody body)
    {
        if (!NoticeKinds.IsKnown(body.Kind))
            return $"notice kind '{Shorten(body.Kind)}' is not known to this version";
        if (Severities.Rank(body.Severity) < 0)
            return $"notice severity '{Shorten(body.Severity)}' is none of critical, error, warning, info";
        if (body.Count is < 1 or > CountMax)
            return $"notice count {body.Count} is not in 1..{CountMax}";
        if (body.Labels is { } labels && labels.Values.Any(value => value is null))
            return "a label is null";
        if (body.Labels is { Count: > LabelsMax } || body.Labels?.Sum(label => label.Key.Length + label.Value.Length) > LabelCharsMax)
            return $"the labels are more than {LabelsMax}, or longer than {LabelCharsMax} characters";
        return body.Samples is { } samples && samples.Exists(sample => sample is null) ? "a sample is null" : null;
    }

    private static string Shorten(string value) => value.Length <= 40 ? value : value[..40];
}
