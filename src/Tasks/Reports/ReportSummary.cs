using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Tasks.Reports.Rendering;

namespace Dachshund.Tasks.Reports;

/// <summary>A report as a short message. Plain text: what a channel's own markup could do with it is for whoever sends it.
/// Immutable.</summary>
/// <param name="Title">The day and how it stands, in one line.</param>
/// <param name="Lines">What isn't well, the worst first; at most <see cref="LinesMax"/>.</param>
public sealed record ReportSummary(string Title, ImmutableArray<string> Lines)
{
    /// <summary>Lines at most: 12.</summary>
    public const int LinesMax = 12;

    /// <summary>Letters of a line at most: 120.</summary>
    public const int LineCharsMax = 120;

    /// <summary>Letters of the title at most: 160.</summary>
    public const int TitleCharsMax = 160;

    private const int ClausesMax = 4;

    /// <summary>The summary of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">The language of its own words.</param>
    public static ReportSummary Of(DailyReport report, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var outline = OutlineWriter.Of(report, language);
        var told = outline.Sections
            .SelectMany(section => section.Rows.Where(row => row.IsTold).Take(section.ToldMax)
                .Select(row => (Section: section, Row: row)))
            .OrderBy(line => line.Row.Tone).ToArray();
        var all = outline.Sections.Sum(section => section.Rows.Count(row => row.IsTold) + section.ToldLeftOut);
        // The last line is for what has no room.
        var room = LinesMax - 1 - outline.Totals.Length;
        var shown = told.Length <= room || (told.Length == all && all == room + 1) ? told : told[..room];
        var lines = outline.Totals.Select(total => $"{total.Name} {total.Counts}")
            .Concat(shown.Select(line => LineOf(line.Section, line.Row)))
            .Select(line => Cut(line, LineCharsMax));
        if (shown.Length < all)
            lines = lines.Append(new Phrases(language).More(all - shown.Length));
        return new ReportSummary(Cut(TitleOf(report, language), TitleCharsMax), [.. lines]);
    }

    /// <summary>The lines as one text.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>What is said when a report should have come, and did not.</summary>
    /// <param name="day">Its day.</param>
    /// <param name="language">The language.</param>
    public static string MissingTitle(DateOnly day, ReportLanguage language) =>
        new Phrases(language).Missing(day.ToString("MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The whole report for a terminal, in columns.</summary>
    /// <param name="report">The report.</param>
    /// <param name="language">The language of its own words.</param>
    public static string ToText(DailyReport report, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        return PlainWriter.Write(OutlineWriter.Of(report, language));
    }

    private static string LineOf(OutlineSection section, OutlineRow row)
    {
        var place = row.Place.Length > 0 && !row.IsSsh ? $"({row.Place})" : "";
        var head = string.Join(' ', new[] { row.Badge.Length > 0 ? row.Badge : section.Title, row.Name, place }
            .Where(part => part.Length > 0));
        return string.Join(": ", new[] { head, string.Join(" · ", row.Facts), row.Detail }.Where(part => part.Length > 0));
    }

    private static string TitleOf(DailyReport report, ReportLanguage language)
    {
        if (language == ReportLanguage.Both)
            return $"{TitleOf(report, ReportLanguage.Zh)} / {TitleOf(report, ReportLanguage.En)}";
        var day = report.Day.ToString("MM-dd", CultureInfo.InvariantCulture);
        var colon = language == ReportLanguage.Zh ? "：" : ": ";
        return $"{new Phrases(language).Name(report.IsDraft, day)}{colon}{Headline.Of(report, language, ClausesMax)}";
    }

    private static string Cut(string text, int charsMax)
    {
        var shown = VisibleText.Show(text);
        if (shown.Length <= charsMax)
            return shown;
        var kept = charsMax - 1;
        return shown[..(char.IsHighSurrogate(shown[kept - 1]) ? kept - 1 : kept)] + "…";
    }
}
