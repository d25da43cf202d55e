using System.Collections.Immutable;
using Dachshund.Context.Redaction;
using Dachshund.Context.Windows;

namespace Dachshund.Context.Pages;

/// <summary>Lines for a page, without what is to be redacted. Redacting comes before cutting: half a secret isn't
/// recognised.</summary>
public static class PageLines
{
    /// <summary>Letters of a line that are shown at most; the rest is said to be left out.</summary>
    public const int LineCharsMax = 8192;

    /// <summary>At the end of what was read of a line that is longer, a secret may be cut in two: this many letters are
    /// dropped there.</summary>
    private const int CutEdgeChars = 1024;

    /// <summary>Lines of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="decode">The bytes of a line to text; the encoding is the same for all, and no line break may come of
    /// it.</param>
    /// <param name="redactor">What is taken out. It sees all lines at once: a private key has many.</param>
    public static ImmutableArray<PageLine> Of(
        LineWindow window, Func<ReadOnlyMemory<byte>, string> decode, Redactor redactor)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(decode);
        ArgumentNullException.ThrowIfNull(redactor);
        var decoded = window.Lines.Select(line => decode(line.Bytes).Replace('\n', '\u2424'));
        var texts = redactor.Redact(string.Join('\n', decoded)).Split('\n');
        return [.. window.Lines.Select((line, index) =>
            ToLine(index < texts.Length ? texts[index] : "", line.IsHit, line.IsCut, line.LengthBytes))];
    }

    /// <summary>Lines of a sample that was kept with the alert: all of them the hit.</summary>
    /// <param name="text">The sample.</param>
    /// <param name="redactor">What is taken out.</param>
    public static ImmutableArray<PageLine> OfSample(string text, Redactor redactor)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(redactor);
        return [.. redactor.Redact(text).TrimEnd('\n').Split('\n')
            .Select(line => ToLine(line, isHit: true, isCut: false, System.Text.Encoding.UTF8.GetByteCount(line)))];
    }

    private static PageLine ToLine(string text, bool isHit, bool isCut, long lengthBytes)
    {
        var shown = Math.Min(isCut ? Math.Max(0, text.Length - CutEdgeChars) : text.Length, LineCharsMax);
        if (shown > 0 && shown < text.Length && char.IsHighSurrogate(text[shown - 1]))
            shown--;
        return shown < text.Length || isCut ? new PageLine(text[..shown], isHit, lengthBytes) : new PageLine(text, isHit);
    }
}
