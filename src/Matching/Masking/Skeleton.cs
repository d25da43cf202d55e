using System.Runtime.Intrinsics;

namespace Dachshund.Matching.Masking;

/// <summary>
/// A line with each digit made 0 and of each run of digits at most four kept. What the masker says of a line it says of
/// its skeleton: it tells digits from other bytes, and short runs from long, but no digit from another.
/// </summary>
internal static class Skeleton
{
    /// <summary>Digits of a run that count, for the masker and for its memory.</summary>
    public const int RunMax = 4;

    /// <summary>Writes the skeleton.</summary>
    /// <param name="line">Any bytes.</param>
    /// <param name="output">At least as long as the line.</param>
    /// <returns>Its length, bytes.</returns>
    // Hot path: once per matching line.
    public static int Write(ReadOnlySpan<byte> line, Span<byte> output)
    {
        var (at, written, run) = (0, 0, 0);
        while (at < line.Length)
        {
            var end = line.Length;
            if (line.Length - at >= Vector128<byte>.Count)
            {
                end = at + Vector128<byte>.Count;
                var block = Vector128.Create(line[at..end]);
                if (!Vector128.LessThanAny(block - Vector128.Create((byte)'0'), Vector128.Create((byte)10)))
                {
                    block.CopyTo(output[written..]);
                    (at, written, run) = (end, written + Vector128<byte>.Count, 0);
                    continue;
                }
            }

            for (; at < end; at++)
            {
                // Without branches: where digits are is not to be guessed.
                var value = line[at];
                var digit = (uint)(value - '0') < 10;
                run = digit ? run + 1 : 0;
                output[written] = digit ? (byte)'0' : value;
                written += run > RunMax ? 0 : 1;
            }
        }

        return written;
    }
}
