using System.Text;

namespace Dachshund.Alerting.Rendering;

/// <summary>A fragment of HTML. Escaped text is safe in an element and in a quoted attribute.</summary>
internal sealed class HtmlMarkup(bool breaksMentions) : Markup
{
    private const string HeadingEnd = "</h3>";

    public override string Escape(string shown)
    {
        var text = SafeText.Disarm(shown, breaksMentions, links: true);
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ => escaped.Append(character),
            };
        return escaped.ToString();
    }

    public override string Heading(string escaped) => $"<h3>{escaped}{HeadingEnd}";

    public override string Strong(string escaped) => $"<b>{escaped}</b>";

    public override string Line(string escaped) => $"<div>{escaped}</div>";

    public override string Quote(string escaped, bool isFile) =>
        isFile ? $"<div dir=\"ltr\"><i>{escaped}</i></div>" : $"<div dir=\"ltr\">&gt; {escaped}</div>";

    public override string Link(string escaped, string address) => $"<a href=\"{address}\">{escaped}</a>";

    public override string Under(string body, string line)
    {
        var end = body.IndexOf(HeadingEnd, StringComparison.Ordinal);
        return end < 0 ? $"<p>{line}</p>{body}" : body.Insert(end + HeadingEnd.Length, $"<p>{line}</p>");
    }
}
