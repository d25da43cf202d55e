namespace Dachshund.Hocon;

/// <summary>
/// How far a HOCON text may go. Configuration may come from templates and other people's files, so every way to make
/// the reader work without end has a limit; past one, <see cref="HoconException"/> with <see cref="HoconReason.Limit"/>.
/// </summary>
public sealed record HoconLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static HoconLimits Default { get; } = new();

    /// <summary>Characters in one document. Default 4,194,304.</summary>
    public int DocumentCharsMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>Nested objects and arrays, path elements included. Default 128.</summary>
    public int DepthMax { get; init; } = 128;

    /// <summary>Documents read through includes for one configuration. Default 1,000.</summary>
    public int IncludesMax { get; init; } = 1_000;

    /// <summary>Characters of all documents of one configuration together. Default 16,777,216.</summary>
    public int TotalCharsMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Substitutions that lead to each other, and earlier values looked back at, in one chain. Default 1,000.</summary>
    public int ChainMax { get; init; } = 1_000;

    /// <summary>Values looked at while resolving. Default 4,000,000.</summary>
    public int StepsMax { get; init; } = 4_000_000;

    /// <summary>Values and characters of the resolved tree, each occurrence counted. Default 16,777,216.</summary>
    public long ExpandedMax { get; init; } = 16 * 1024 * 1024;
}
