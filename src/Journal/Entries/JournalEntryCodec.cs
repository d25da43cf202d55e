using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dachshund.Journal.Entries;

/// <summary>Entries to bytes (UTF-8 JSON) and back. Thread-safe.</summary>
public static class JournalEntryCodec
{
    // The default encoder is made for HTML and writes six bytes for each Chinese character; these bytes are never put
    // into a page.
    private static readonly JournalEntryJson _json = new(
        new JsonSerializerOptions(JournalEntryJson.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>The bytes of an entry.</summary>
    /// <param name="entry">The entry.</param>
    public static byte[] Encode(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return JsonSerializer.SerializeToUtf8Bytes(Body(entry), _json.EntryBody);
    }

    /// <summary>Reads the bytes of an entry; fields that this version does not know are skipped.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="entry">The entry, when they are one.</param>
    /// <param name="error">What is wrong with them, when they are none.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out JournalEntry? entry, out string error)
    {
        (entry, error) = (null, string.Empty);
        try
        {
            if (JsonSerializer.Deserialize(bytes, _json.EntryBody) is { K: { } kind, H: { } host } body)
                entry = Entry(kind, host, body);
            else
                error = "the entry has no kind or no host";
        }
        catch (JsonException malformed)
        {
            error = malformed.Message;
        }

        return entry is not null;
    }

    private static EntryBody Body(JournalEntry entry) => new()
    {
        K = entry.Kind,
        H = entry.Host,
        I = OrNull(entry.Input),
        R = OrNull(entry.Rule),
        Sev = OrNull(entry.Severity),
        L = entry.Labels.IsEmpty ? null : new Dictionary<string, string>(entry.Labels),
        Tid = OrNull(entry.TemplateId),
        T = OrNull(entry.Template),
        N = entry.Count,
        Off = entry.FirstOffset,
        End = entry.LastEnd,
        T0 = entry.FirstTime,
        T1 = entry.LastTime,
        S = entry.Samples.IsDefaultOrEmpty
            ? null
            : [.. entry.Samples.Select(
                sample => new SampleBody { O = sample.Offset, N = sample.Length, T = sample.Text })],
        F = OrNull(entry.Field),
        P = OrNull(entry.Path),
        Again = entry.Again,
        D = entry.Data.IsEmpty ? null : new Dictionary<string, string>(entry.Data),
    };

    private static JournalEntry Entry(string kind, string host, EntryBody body) => new()
    {
        Kind = kind,
        Host = host,
        Input = body.I ?? string.Empty,
        Rule = body.R ?? string.Empty,
        Severity = body.Sev ?? string.Empty,
        Labels = Map(body.L),
        TemplateId = body.Tid ?? string.Empty,
        Template = body.T ?? string.Empty,
        Count = body.N,
        FirstOffset = body.Off,
        LastEnd = body.End,
        FirstTime = body.T0,
        LastTime = body.T1,
        Samples = body.S is null
            ? []
            : [.. body.S.Select(sample => new EntrySample(sample.O, sample.N, sample.T ?? string.Empty))],
        Field = body.F ?? string.Empty,
        Path = body.P ?? string.Empty,
        Again = body.Again,
        Data = Map(body.D),
    };

    private static ImmutableSortedDictionary<string, string> Map(Dictionary<string, string>? map) =>
        map is null
            ? ImmutableSortedDictionary<string, string>.Empty
            : map.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
