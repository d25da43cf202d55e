using System.Text.Json;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Streams;

namespace Dachshund.Actors.Cluster;

/// <summary>What is kept of an item that could not be folded.</summary>
internal static class DeadLetters
{
    private const string Kind = "d";
    private const int BodyBytesMax = 8 * 1024;

    /// <summary>The item with its id, where it was, and why it is there: for people.</summary>
    public static StreamAppend Of(JournalKeys keys, StreamItem item, string where, string reason)
    {
        var body = item.Body.Length > BodyBytesMax ? item.Body[..BodyBytesMax] : item.Body;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", item.Id);
            json.WriteString("where", where);
            json.WriteString("reason", reason);
            json.WriteNumber("bytes", item.Body.Length);
            json.WriteBase64String("body", body.Span);
            json.WriteEndObject();
        }

        return new StreamAppend(keys.Dead, Kind, buffer.ToArray(), PoisonTable.DeadMax);
    }
}
