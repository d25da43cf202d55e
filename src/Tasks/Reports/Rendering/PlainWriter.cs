using System.Text;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Writes a report for a terminal: columns of letters, no colours.</summary>
internal static class PlainWriter
{
    private const int ColumnMax = 32;
    private const string Indent = "  ";

    public static string Write(Outline outline)
    {
        var text = new StringBuilder(4096);
        Line(text, outline.Name);
        Line(text, outline.Headline);
        Line(text, outline.DraftNote);
        text.Append('\n');
        var totals = Column(outline.Totals.Select(total => total.Name));
        foreach (var (name, counts) in outline.Totals)
            Line(text, $"{Pad(VisibleText.Show(name), totals)}  {counts}");
        foreach (var section in outline.Sections)
            Append(text, section);
        text.Append('\n');
        Line(text, outline.Quiet);
        Line(text, outline.Footer);
        return text.ToString();
    }

    private static void Append(StringBuilder text, OutlineSection section)
    {
        text.Append('\n');
        Line(text, section.Title);
        var badge = Column(section.Rows.Select(row => row.Badge));
        var name = Column(section.Rows.Select(row => row.Name));
        var place = Column(section.Rows.Select(row => row.Place));
        var inner = Indent + new string(' ', badge > 0 ? badge + 2 : name > 0 ? 2 : 0);
        foreach (var row in section.Rows)
        {
            var facts = row.Facts.Select(fact => VisibleText.Show(fact))
                .Concat(row.Days.IsEmpty ? [] : [$"{SparkLine.Text(row.Days)} {VisibleText.Show(row.DaysTitle)}"]);
            var cells = new[] { (row.Badge, badge), (row.Name, name), (row.Place, place) }.Where(cell => cell.Item2 > 0)
                .Select(cell => Pad(VisibleText.Show(cell.Item1), cell.Item2)).Append(string.Join(" · ", facts));
            var head = string.Join("  ", cells).TrimEnd();
            if (head.Length > 0)
                text.Append(Indent).Append(head).Append('\n');
            if (row.Detail.Length == 0)
                continue;
            foreach (var line in VisibleText.Show(row.Detail, keepsLines: true).Split('\n'))
                text.Append(inner).Append(line).Append('\n');
        }

        if (section.Note.Length > 0)
            Line(text, Indent + section.Note);
    }

    private static void Line(StringBuilder text, string line)
    {
        if (line.Length > 0)
            text.Append(VisibleText.Show(line)).Append('\n');
    }

    private static int Column(IEnumerable<string> cells) =>
        Math.Min(ColumnMax, cells.Select(cell => Width(VisibleText.Show(cell))).DefaultIfEmpty().Max());

    private static string Pad(string cell, int width) => cell + new string(' ', Math.Max(0, width - Width(cell)));

    /// <summary>Columns that a text takes: those of China, Japan and Korea and emoji take two, marks none.</summary>
    private static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += rune.Value switch
            {
                < 0x300 => 1,
                (>= 0x300 and < 0x370) or (>= 0xfe00 and <= 0xfe0f) => 0,
                (>= 0x1100 and < 0x1160) or (>= 0x2e80 and < 0xa4d0) or (>= 0xac00 and < 0xd7a4) or (>= 0xf900 and < 0xfb00)
                    or (>= 0xfe30 and < 0xfe70) or (>= 0xff00 and < 0xff61) or (>= 0xffe0 and < 0xffe7)
                    or (>= 0x1f300 and < 0x1fb00) or (>= 0x20000 and < 0x3fffe) => 2,
                _ => 1,
            };
        }

        return width;
    }
}
