namespace Dachshund.Tailing.Lines;

/// <summary>
/// The hash of the bytes just before an offset. A file that was written anew and has grown past the offset often begins
/// with the same banner, so the head alone does not tell; the bytes before the offset do.
/// </summary>
internal readonly record struct OffsetGuard(int Length, ulong Hash)
{
    public const int BytesMax = 64;

    public static OffsetGuard None { get; } = Before([]);

    /// <summary>The guard of the offset at which the bytes end.</summary>
    public static OffsetGuard Before(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.Length > BytesMax ? bytes[^BytesMax..] : bytes;
        return new OffsetGuard(last.Length, Fnv1a.Hash(last));
    }

    public bool Matches(ReadOnlySpan<byte> bytes) => bytes.Length == Length && Fnv1a.Hash(bytes) == Hash;
}
