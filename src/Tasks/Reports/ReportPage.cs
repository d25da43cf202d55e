using System.Text;
using System.Text.RegularExpressions;
using Dachshund.Tasks.Reports.Rendering;

namespace Dachshund.Tasks.Reports;

/// <summary>
/// Reports as HTML: one file without script or anything to fetch, for a phone's width, light and dark. Whatever a log, a task or a
/// host says is text. Thread-safe.
/// </summary>
public static partial class ReportPage
{
    /// <summary>What a Content-Security-Policy names the one style by. The page carries such a policy itself, for where it is opened
    /// as a file.</summary>
    public static string StyleHash => PageStyle.Hash;

    /// <summary>The page.</summary>
    /// <param name="report">What it shows; what is beyond <see cref="ReportBounds"/> is left out, so that it is shorter than 3 MB
    /// whatever comes in.</param>
    /// <param name="language">The language of its own words.</param>
    public static string Render(DailyReport report, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var outline = OutlineWriter.Of(report, language);
        var html = new StringBuilder(64 * 1024);
        AppendHead(html, outline, new Phrases(language).Code);
        html.Append("<body>\n<p>").AppendText(outline.Name).Append("</p>\n<h1")
            .Append(outline.IsWell ? " class=\"g\"" : "").Append('>').AppendText(outline.Headline).Append("</h1>\n");
        AppendNote(html, outline.DraftNote);
        html.Append("<dl>\n");
        foreach (var (name, counts) in outline.Totals)
            html.Append("<dt>").AppendText(name).Append("</dt><dd>").AppendText(counts).Append("</dd>\n");
        html.Append("</dl>\n<main>\n");
        foreach (var section in outline.Sections)
            AppendSection(html, section);
        html.Append("</main>\n");
        AppendNote(html, outline.Quiet);
        html.Append("<footer><p>").AppendText(outline.Footer).Append(" · Dachshund</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void AppendHead(StringBuilder html, Outline outline, string code) =>
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(code).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
            .Append(StyleHash).Append("'; img-src data:; base-uri 'none'; form-action 'none'\">\n")
            // Else a browser asks for /favicon.ico.
            .Append("<link rel=\"icon\" href=\"data:,\">\n<title>").AppendText($"{outline.Name}: {outline.Headline}")
            .Append("</title>\n<style>").Append(PageStyle.Css).Append("</style>\n</head>\n");

    private static void AppendSection(StringBuilder html, OutlineSection section)
    {
        html.Append("<section>\n<h2>").AppendText(section.Title).Append("</h2>\n");
        AppendRows(html, [.. section.Rows.Where(row => !row.IsFolded)]);
        if (section.FoldedTitle.Length > 0)
        {
            html.Append("<details><summary>").AppendText(section.FoldedTitle).Append("</summary>\n");
            AppendRows(html, [.. section.Rows.Where(row => row.IsFolded)]);
            html.Append("</details>\n");
        }

        AppendNote(html, section.Note);
        html.Append("</section>\n");
    }

    private static void AppendRows(StringBuilder html, OutlineRow[] rows)
    {
        if (rows.Length == 0)
            return;
        html.Append("<ul>\n");
        foreach (var row in rows)
            AppendRow(html, row);
        html.Append("</ul>\n");
    }

    private static void AppendRow(StringBuilder html, OutlineRow row)
    {
        html.Append("<li class=\"").Append(ClassOf(row)).Append("\">");
        if (row.Badge.Length > 0)
            html.Append("<span>").AppendText(row.Badge).Append("</span>");
        if (row.Name.Length > 0)
            html.Append("<b>").AppendText(row.Name).Append("</b>");
        var isLink = row.IsSsh && SshAddress().IsMatch(row.Place);
        if (isLink)
            html.Append("<a href=\"ssh://").AppendText(row.Place).Append("\">").AppendText(row.Place).Append("</a> ");
        var facts = string.Join(" · ", isLink || row.Place.Length == 0 ? row.Facts : row.Facts.Insert(0, row.Place));
        if (facts.Length > 0)
            html.Append("<small>").AppendText(facts).Append("</small>");
        html.Append('\n');
        if (row.Detail.Length > 0)
        {
            // HTML drops a line break at the start of a block: this one, so that none of the text's is.
            html.Append("<pre>\n");
            VisibleText.AppendHtml(html, row.Detail, keepsLines: true);
            html.Append("</pre>\n");
        }

        if (!row.Days.IsEmpty)
            SparkLine.AppendSvg(html, row.Days, row.DaysTitle);
        html.Append("</li>\n");
    }

    private static string ClassOf(OutlineRow row) => row.Tone switch
    {
        Tone.Bad => row.Badge.Length > 0 ? "e t" : "e",
        Tone.Warning => "w",
        Tone.New => "n",
        Tone.Good => "g",
        _ => "p",
    };

    private static void AppendNote(StringBuilder html, string note)
    {
        if (note.Length > 0)
            html.Append("<p>").AppendText(note).Append("</p>\n");
    }

    private static StringBuilder AppendText(this StringBuilder html, string text)
    {
        VisibleText.AppendHtml(html, text);
        return html;
    }

    /// <summary>Nothing but a name, a host or an address in brackets, and a port: no option, no quote, no second place.</summary>
    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9._-]{0,31}@([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SshAddress();
}
