using System.Buffers;
using System.Text;

namespace Dachshund.Alerting.Rendering;

/// <summary>
/// Markdown, in DingTalk's subset or as WxPusher turns it into HTML. A lone line break is none in either, so each line
/// ends in two blanks. No line begins with text from a log: what is a mark at the beginning of a line only is none then.
/// </summary>
internal sealed class MarkdownMarkup(bool breaksMentions, bool isDingTalk) : Markup
{
    // DingTalk says which it reads as escapes; another one's backslash would be seen.
    private static readonly SearchValues<char> DingTalkMarks = SearchValues.Create("\\`*_[]()#!>");
    private static readonly SearchValues<char> CommonMarks = SearchValues.Create("\\`*_[]()#!>~|{}");

    private readonly SearchValues<char> _marks = isDingTalk ? DingTalkMarks : CommonMarks;

    public override string Escape(string shown)
    {
        var text = SafeText.Disarm(shown, breaksMentions, links: true);
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (_marks.Contains(character))
                escaped.Append('\\').Append(character);
            else if (character == '<')
                escaped.Append(isDingTalk ? "<\u200b" : "&lt;");
            else if (character == '&' && !isDingTalk)
                escaped.Append("&amp;");
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }

    public override string Heading(string escaped) => $"### {escaped}\n\n";

    public override string Strong(string escaped) => $"**{escaped}**";

    public override string Line(string escaped) => $"{escaped}  \n";

    public override string Quote(string escaped, bool isFile) => $"> {escaped}  \n";

    public override string Gap => "\n";

    // DingTalk on a computer would open the address in a narrow panel of its own; this form opens the browser, on phones too.
    public override string Link(string escaped, string address) => isDingTalk
        ? $"[{escaped}](dingtalk://dingtalkclient/page/link?url={Uri.EscapeDataString(address)}&pc_slide=false)"
        : $"[{escaped}]({address})";

    public override string Under(string body, string line)
    {
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        return body.StartsWith('#') && end > 0 ? body.Insert(end + 2, $"**{line}**\n\n") : $"**{line}**\n\n{body}";
    }
}
