namespace Dachshund.Matching.Literals;

/// <summary>
/// How common bytes are in logs, roughly. It only decides which part of a literal is looked for first, so an error costs
/// time, never an answer.
/// </summary>
internal static class ByteFrequency
{
    // Parts per 10,000 for 0x20 to 0x7F; rounded from a mix of server, system and application logs. Upper-case letters are
    // raised: the levels and class names that hold them are what people put into keywords.
    private static ReadOnlySpan<ushort> Printable =>
    [
        900, 10, 20, 10, 30, 10, 10, 10, 80, 80, 20, 10, 80, 220, 360, 120,
        420, 480, 330, 260, 260, 220, 220, 210, 220, 220, 280, 20, 20, 120, 20, 10,
        20, 90, 50, 80, 80, 110, 60, 30, 50, 90, 10, 30, 50, 50, 90, 70,
        60, 10, 80, 90, 80, 30, 20, 30, 20, 20, 10, 80, 10, 80, 10, 100,
        10, 420, 110, 280, 300, 620, 140, 120, 150, 420, 20, 120, 250, 170, 390, 420,
        190, 20, 390, 340, 430, 140, 60, 70, 50, 90, 20, 20, 30, 20, 10, 5,
    ];

    /// <summary>The probability of a byte.</summary>
    public static double Of(byte value) => value switch
    {
        < 0x20 => 0.0005,
        < 0x80 => Printable[value - 0x20] / 10_000.0,
        _ => 0.002,
    };
}
