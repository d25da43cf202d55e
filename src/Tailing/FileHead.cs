namespace Dachshund.Tailing;

/// <summary>
/// The hash of a file's first bytes. It grows with the file up to <see cref="TailOptions.HeadBytesMax"/>, so a file of
/// ten bytes has a head as well; comparing means hashing as many bytes as were hashed then.
/// </summary>
/// <param name="Length">How many bytes from offset 0 are hashed, in bytes; 0 for a file that was empty.</param>
/// <param name="Hash">64-bit FNV-1a of those bytes (Fowler, Noll, Vo: draft-eastlake-fnv). Stable between
/// versions.</param>
public readonly record struct FileHead(int Length, ulong Hash)
{
    /// <summary>The head of a file without bytes: every file begins with it.</summary>
    public static FileHead Empty { get; } = Of([]);

    /// <summary>The head that is made of these bytes, without the NUL bytes at their end: those are space that a writer
    /// has reserved and is going to fill in.</summary>
    /// <param name="bytes">The file's bytes from offset 0.</param>
    public static FileHead Of(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimEnd((byte)0);
        return new FileHead(text.Length, Fnv1a.Hash(text));
    }

    /// <summary>Whether a file that begins with <paramref name="bytes"/> begins like the one this head was taken
    /// from.</summary>
    /// <param name="bytes">The file's bytes from offset 0, at least <see cref="Length"/> of them where the file has
    /// them.</param>
    public bool Matches(ReadOnlySpan<byte> bytes) => bytes.Length >= Length && Fnv1a.Hash(bytes[..Length]) == Hash;
}
