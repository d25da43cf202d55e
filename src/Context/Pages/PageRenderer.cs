using System.Globalization;
using System.Text;
using Dachshund.Context.Links;

namespace Dachshund.Context.Pages;

/// <summary>
/// Pages as HTML: one document without script, links or anything to fetch, for a phone's width, light and dark. The hit
/// has the id <see cref="LinkUrl.HitId"/>, to which the URL's fragment scrolls; where a messenger dropped the fragment,
/// the element's autofocus does. Thread-safe.
/// </summary>
public static class PageRenderer
{
    /// <summary>The page around a hit.</summary>
    /// <param name="page">What it shows.</param>
    public static string Render(ContextPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var words = new Phrases(page.Language);
        var time = page.Time.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture);
        var html = Begin(words, $"{page.Host} · {time}");
        html.Append("<h1>");
        VisibleText.Append(html, page.Host);
        html.Append("</h1>\n<dl>\n");
        AppendFact(html, words.Time, time);
        AppendFact(html, words.File, page.Path);
        AppendFact(html, words.Offset, Number(page.Offset));
        AppendFact(html, words.Encoding, page.Encoding);
        html.Append("</dl>\n");
        if (page.IsSample)
            html.Append("<p class=\"g\">").Append(page.Lines.IsEmpty ? words.FileGoneAlone : words.FileGone).Append("</p>\n");
        AppendNote(html, page.HasMoreBefore, words.MoreBefore);
        if (!page.Lines.IsEmpty)
        {
            html.Append("<main>\n");
            AppendLines(html, page, words);
            html.Append("</main>\n");
        }

        AppendNote(html, page.HasMoreAfter, words.MoreAfter);
        return End(html);
    }

    /// <summary>A page that says no, and nothing about why.</summary>
    /// <param name="status">The status it is sent with.</param>
    /// <param name="language">Its language.</param>
    public static string RenderRefusal(RefusalStatus status, PageLanguage language)
    {
        var words = new Phrases(language);
        var html = Begin(words, words.RefusalTitle);
        html.Append("<h1>").Append(words.RefusalTitle).Append("</h1>\n<p>")
            .Append(words.Of(status)).Append("</p>\n");
        return End(html);
    }

    private static StringBuilder Begin(Phrases words, string title)
    {
        var html = new StringBuilder(16 * 1024);
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(words.Code).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n")
            // Else a browser asks for /favicon.ico, which would be one refusal in the audit for each page.
            .Append("<link rel=\"icon\" href=\"data:,\">\n<title>");
        VisibleText.Append(html, title);
        return html.Append("</title>\n<style>").Append(PageStyle.Css).Append("</style>\n</head>\n<body>\n");
    }

    private static string End(StringBuilder html) => html.Append("</body>\n</html>\n").ToString();

    private static void AppendFact(StringBuilder html, string name, string value)
    {
        if (value.Length == 0)
            return;
        html.Append("<dt>").Append(name).Append("</dt><dd>");
        VisibleText.Append(html, value);
        html.Append("</dd>\n");
    }

    private static void AppendNote(StringBuilder html, bool applies, string note)
    {
        if (applies)
            html.Append("<p>… ").Append(note).Append("</p>\n");
    }

    /// <summary>One block for the lines before, one for the hit, one for those after.</summary>
    private static void AppendLines(StringBuilder html, ContextPage page, Phrases words)
    {
        var lines = page.Lines;
        for (var from = 0; from < lines.Length;)
        {
            var isHit = lines[from].IsHit;
            var to = from;
            while (to < lines.Length && lines[to].IsHit == isHit)
                to++;
            // HTML drops a line break at the start of a block: this one, so that none of the log's is.
            html.Append(isHit ? $"<pre id=\"{LinkUrl.HitId}\" tabindex=\"-1\" autofocus>\n" : "<pre>\n");
            for (var i = from; i < to; i++)
                AppendLine(html, lines[i], words);
            if (isHit && page.HitBytesLeftOut > 0)
                html.Append("<small>… ").Append(words.HitLeftOut(Number(page.HitBytesLeftOut))).Append("</small>\n");
            html.Append("</pre>\n");
            from = to;
        }
    }

    private static void AppendLine(StringBuilder html, PageLine line, Phrases words)
    {
        VisibleText.Append(html, line.Text);
        if (line.LengthBytes > 0)
            html.Append("<small> … ").Append(words.LineCut(Number(line.Text.Length), Number(line.LengthBytes))).Append("</small>");
        html.Append('\n');
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
