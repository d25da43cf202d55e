using System.Buffers;
using System.Text;
using System.Text.Json;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.DingTalk;

/// <summary>
/// Builds the robot's JSON: title, text with the keyword and the names that are called, never more bytes than the robot
/// takes. Pure.
/// </summary>
internal sealed class DingTalkBody
{
    /// <summary>The longest body, in bytes, that the robot takes.</summary>
    public const int BytesMax = 20000;

    /// <summary>The longest title, in UTF-16 units.</summary>
    public const int TitleCharsMax = 100;

    private const string MarkdownBreak = "\n\n";
    private const string CutMark = "…";

    private readonly DingTalkOptions _options;
    private readonly Mentions _mentions;

    public DingTalkBody(DingTalkOptions options)
    {
        _options = options;
        _mentions = new Mentions([.. options.AtMobiles], [.. options.AtUserIds], options.AtAll);
    }

    private bool IsMarkdown => _options.MessageType == DingTalkMessageType.Markdown;

    private string Break => IsMarkdown ? MarkdownBreak : "\n";

    /// <summary>
    /// Bytes left for a message's own body beside the longest title, a keyword and the options' names.
    /// </summary>
    public int RoomBytes()
    {
        // A character for private use: the encoder writes six bytes for it, and none costs more for its length.
        var title = new string('\uE000', TitleCharsMax);
        var keyword = _options.Keywords.Count > 0 ? _options.Keywords.MaxBy(TextCut.JsonBytes) + Break : "";
        return BytesMax - Write(title, Heading(title) + keyword + Names(_mentions, ""), _mentions).Length
            - TextCut.JsonBytes(CutMark + Break + Break);
    }

    /// <summary>Builds it.</summary>
    /// <param name="message">What to say.</param>
    /// <param name="isCut">True when the body had to be cut.</param>
    /// <returns>The JSON; empty when even without the message's body it is too long (too many names).</returns>
    public ReadOnlyMemory<byte> Build(OutgoingMessage message, out bool isCut)
    {
        var mentions = message.Mentions ?? _mentions;
        var body = TextCut.Clean(message.Body);
        var title = Title(message);
        var head = StartsWithTitle(body, title) ? "" : Heading(title);
        var whole = Compose(head, body, mentions);
        var json = Write(title, whole, mentions);
        isCut = json.Length > BytesMax;
        if (!isCut) return json;

        // Without the body, all that Compose may have to add is there and counted: the cut may take the body's only
        // keyword or a name that it calls with it.
        var room = BytesMax - Write(title, Compose(head, CutMark, mentions), mentions).Length;
        if (room < 0) return default;
        var cut = TextCut.ToCost(body, room, TextCut.JsonBytes) + CutMark;
        return Write(title, Compose(head, cut, mentions), mentions);
    }

    private string Title(OutgoingMessage message)
    {
        var title = TextCut.CleanLine(message.Title);
        if (title.Length == 0) title = TextCut.CleanLine(message.DeliveryId);
        var keyword = MissingKeyword(TextCut.ToChars(title, TitleCharsMax));
        return TextCut.ToChars(keyword.Length == 0 ? title : keyword + " " + title, TitleCharsMax);
    }

    private bool StartsWithTitle(string body, string title) =>
        IsMarkdown ? body.StartsWith('#') : body.StartsWith(title, StringComparison.Ordinal);

    private string Heading(string title) => IsMarkdown ? $"### {MarkdownText.Escape(title)}{Break}" : title + Break;

    private string Compose(string head, string body, Mentions mentions)
    {
        var text = head + body;
        var keyword = MissingKeyword(text);
        if (keyword.Length > 0) text += Break + keyword;
        return text + Names(mentions, text);
    }

    /// <summary>The keyword to add; empty when there is one in the text or the robot has none.</summary>
    private string MissingKeyword(string text) =>
        _options.Keywords.Count == 0
        || _options.Keywords.Any(keyword => text.Contains(keyword, StringComparison.Ordinal))
            ? ""
            : _options.Keywords[0];

    /// <summary>The names that the text lacks: without them in the text too, nobody is called.</summary>
    private string Names(Mentions mentions, string text)
    {
        var names = new StringBuilder();
        foreach (var name in mentions.Mobiles.Concat(mentions.UserIds))
        {
            if (!text.Contains("@" + name, StringComparison.Ordinal))
                names.Append(names.Length == 0 ? Break : " ").Append('@').Append(name);
        }

        return names.ToString();
    }

    private ReadOnlyMemory<byte> Write(string title, string text, Mentions mentions)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 256);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = TextCut.Encoder });
        json.WriteStartObject();
        json.WriteString("msgtype", IsMarkdown ? "markdown" : "text");
        json.WriteStartObject(IsMarkdown ? "markdown" : "text");
        if (IsMarkdown) json.WriteString("title", title);
        json.WriteString(IsMarkdown ? "text" : "content", text);
        json.WriteEndObject();
        json.WriteStartObject("at");
        WriteList(json, "atMobiles", mentions.Mobiles);
        WriteList(json, "atUserIds", mentions.UserIds);
        json.WriteBoolean("isAtAll", mentions.All);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(TextCut.CleanLine(value));
        json.WriteEndArray();
    }
}
