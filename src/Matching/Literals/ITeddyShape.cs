namespace Dachshund.Matching.Literals;

/// <summary>
/// What the packed search's inner loop can leave out. A type instead of a flag, so that each shape is compiled into a loop
/// of its own.
/// </summary>
internal interface ITeddyShape
{
    /// <summary>Whether the fourth byte of the windows is looked at.</summary>
    static abstract bool Fourth { get; }

    /// <summary>
    /// Whether no window lets a byte above 0x7F pass. AVX2's shuffle answers zero for such an index and ignores bits 4 to
    /// 6, so the low nibble need not be cut out.
    /// </summary>
    static abstract bool Ascii { get; }
}
