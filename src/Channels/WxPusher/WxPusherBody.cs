using System.Buffers;
using System.Text;
using System.Text.Json;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.WxPusher;

/// <summary>Builds the JSON of both forms. Pure.</summary>
internal sealed class WxPusherBody(WxPusherOptions options)
{
    /// <summary>The longest content, in UTF-16 units.</summary>
    public const int ContentCharsMax = 40000;

    /// <summary>The longest content, in UTF-8 bytes, as source and after it was turned into HTML.</summary>
    public const int ContentBytesMax = 65535;

    /// <summary>The longest summary, in UTF-16 units; about 20 are shown.</summary>
    public const int SummaryCharsMax = 100;

    /// <summary>The longest link: documents disagree between 400 and 1000.</summary>
    public const int LinkCharsMax = 400;

    /// <summary>
    /// The longest message body, in UTF-8 bytes after JSON escaping, that is never cut: each may become five as an
    /// entity
    /// of HTML, and the title needs its place.
    /// </summary>
    public const int RoomBytes = 11_500;

    // What turning a text into HTML may add around its lines.
    private const int HtmlReserveBytes = 4096;
    private const int HtmlLineBytes = 8;

    private const string CutMark = "…";

    /// <summary>Builds it.</summary>
    /// <param name="message">What to say.</param>
    /// <param name="targets">To whom; not used with a person's own push token.</param>
    /// <param name="isCut">True when the content had to be cut.</param>
    public ReadOnlyMemory<byte> Build(OutgoingMessage message, WxPusherTargets targets, out bool isCut)
    {
        var title = TextCut.CleanLine(message.Title);
        if (title.Length == 0) title = TextCut.CleanLine(message.DeliveryId);
        var content = Head(title, message.Body) + TextCut.Clean(message.Body);
        isCut = IsTooLong(content);
        if (isCut) content = Cut(content);
        var buffer = new ArrayBufferWriter<byte>(content.Length + 512);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = TextCut.Encoder });
        json.WriteStartObject();
        if (options.Spt.Length > 0) json.WriteString("spt", options.Spt);
        else json.WriteString("appToken", options.AppToken);
        json.WriteString("content", content);
        json.WriteString("summary", TextCut.ToChars(title, SummaryCharsMax));
        json.WriteNumber("contentType", (int)options.ContentType);
        if (options.Spt.Length == 0) WriteTargets(json, targets);
        if (message.Link is { Length: > 0 and <= LinkCharsMax } link) json.WriteString("url", link);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private string Head(string title, string body) => options.ContentType switch
    {
        WxPusherContentType.Markdown => body.StartsWith('#') ? "" : $"### {MarkdownText.Escape(title)}\n\n",
        WxPusherContentType.Html => body.StartsWith("<h", StringComparison.OrdinalIgnoreCase)
            ? ""
            : $"<h3>{System.Net.WebUtility.HtmlEncode(title)}</h3>\n",
        _ => body.StartsWith(title, StringComparison.Ordinal) ? "" : title + "\n",
    };

    private static bool IsTooLong(string content) =>
        content.Length > ContentCharsMax
        || content.EnumerateRunes().Sum(HtmlBytes) > ContentBytesMax - HtmlReserveBytes;

    private static string Cut(string content)
    {
        var room = ContentBytesMax - HtmlReserveBytes - Encoding.UTF8.GetByteCount(CutMark);
        var byBytes = TextCut.ToCost(content, room, HtmlBytes);
        // Cutting by characters puts the mark by itself.
        return byBytes.Length < ContentCharsMax ? byBytes + CutMark : TextCut.ToChars(byBytes, ContentCharsMax);
    }

    /// <summary>
    /// The most that a character may become: an entity such as <c>&amp;quot;</c>, or a line's own element.
    /// </summary>
    private static int HtmlBytes(Rune rune) => rune.Value switch
    {
        '"' => 6,
        '&' or '\'' => 5,
        '<' or '>' => 4,
        '\n' => HtmlLineBytes,
        _ => rune.Utf8SequenceLength,
    };

    private static void WriteTargets(Utf8JsonWriter json, WxPusherTargets targets)
    {
        json.WriteStartArray("uids");
        foreach (var uid in targets.Uids) json.WriteStringValue(TextCut.CleanLine(uid));
        json.WriteEndArray();
        json.WriteStartArray("topicIds");
        foreach (var topicId in targets.TopicIds) json.WriteNumberValue(topicId);
        json.WriteEndArray();
    }
}
