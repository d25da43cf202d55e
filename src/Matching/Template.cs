using System.Globalization;
using System.Text;
using Dachshund.Matching.Masking;

namespace Dachshund.Matching;

/// <summary>
/// The fingerprint of a line: its text with the parts masked that differ from one occurrence of a problem to the next.
/// A pure function of the bytes, the same on every host and in every version.
/// </summary>
public static class Template
{
    /// <summary>The template of one line. Thread-safe.</summary>
    /// <param name="line">The line without its line break; bytes that are no UTF-8 count as U+FFFD.</param>
    /// <returns>
    /// Id: 16 lower-case hex digits, XXH64 (seed 0) of the text's UTF-8. Text: at most 512 bytes of UTF-8, cut between
    /// runes.
    /// </returns>
    public static (string Id, string Text) Of(ReadOnlySpan<byte> line)
    {
        Span<byte> masked = stackalloc byte[Masker.BytesMax];
        masked = masked[..Masker.Mask(line, masked)];
        return (FormatId(StableHash.Compute(masked)), Encoding.UTF8.GetString(masked));
    }

    internal static string FormatId(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);
}
