using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Dachshund.Tasks.Reports.Rendering;

/// <summary>Counts by day as a small picture. Its height is that of the highest count: it shows a course, not amounts.</summary>
internal static class SparkLine
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int StepWidth = 20;
    private const int Height = 24;
    private const int Margin = 4;

    /// <summary>As SVG, with words for those who don't see it.</summary>
    public static void AppendSvg(StringBuilder html, ImmutableArray<long> days, string title)
    {
        var points = days.Select((_, day) => string.Create(CultureInfo.InvariantCulture,
            $"{Margin + (day * StepWidth)},{Margin + Height - Share(days, day, Height)}")).ToArray();
        var (width, last) = ((2 * Margin) + ((days.Length - 1) * StepWidth), points[^1].Split(','));
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {width} {Height + (2 * Margin)}\" preserveAspectRatio=\"xMinYMid\" role=\"img\"><title>");
        VisibleText.AppendHtml(html, title);
        html.Append("</title><polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linejoin=\"round\" points=\"")
            .AppendJoin(' ', points)
            .Append(CultureInfo.InvariantCulture, $"\"/><circle cx=\"{last[0]}\" cy=\"{last[1]}\" r=\"3\" fill=\"currentColor\"/></svg>\n");
    }

    /// <summary>As letters.</summary>
    public static string Text(ImmutableArray<long> days) =>
        string.Concat(days.Select((_, day) => Blocks[Share(days, day, Blocks.Length - 1)]));

    /// <summary>How high a day stands, 0 to so much; what isn't nothing doesn't look like it.</summary>
    private static int Share(ImmutableArray<long> days, int day, int height)
    {
        var (count, most) = (Math.Max(0, days[day]), Math.Max(1, days.Max()));
        return count == 0 ? 0 : Math.Max(1, (int)Math.Round((double)count / most * height));
    }
}
