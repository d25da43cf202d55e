using System.Text.Json;
using Dachshund.Alerting.Folding;

namespace Dachshund.Alerting;

/// <summary>What is not told for a while, and why. Immutable; its UTF-8 JSON is what is stored.</summary>
public sealed record Silence
{
    /// <summary>How many there may be at a time.</summary>
    public const int SilencesMax = 200;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Labels, and for each the values or globs of which one must fit, as in a route's match; at least one label.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Labels { get; init; }

    /// <summary>Until when, Unix ms on Redis' wall clock.</summary>
    public required long UntilMs { get; init; }

    /// <summary>Why, in its author's words.</summary>
    public required string Why { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Since when, Unix ms on Redis' wall clock.</summary>
    public long SinceMs { get; init; }

    /// <summary>How many events it kept from being told so far.</summary>
    public long Counted { get; init; }

    /// <summary>Whether these can be the values or globs of a label: there are some, and none is missing.</summary>
    public static bool AreGlobs(IReadOnlyList<string>? values) => values is { Count: > 0 } && values.All(value => value is not null);

    /// <summary>The labels as they are typed: <c>host=web-* kind=offline</c>.</summary>
    public static string Text(IReadOnlyDictionary<string, IReadOnlyList<string>> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return string.Join(' ', labels.OrderBy(label => label.Key, StringComparer.Ordinal)
            .SelectMany(label => label.Value.Select(value => $"{label.Key}={value}")));
    }

    /// <summary>Reads what is stored of one.</summary>
    /// <exception cref="FormatException">It is none that this version can read.</exception>
    public static Silence FromJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, FoldingJson.Relaxed.Silence) ?? throw new FormatException("silence is null");
        }
        catch (JsonException e)
        {
            throw new FormatException($"silence is no JSON of the expected shape: {e.Message}", e);
        }
    }
}
