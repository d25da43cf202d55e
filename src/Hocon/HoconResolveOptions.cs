namespace Dachshund.Hocon;

/// <summary>What resolving may look at besides the sources.</summary>
public sealed record HoconResolveOptions
{
    /// <summary>
    /// The environment: substitutions that no source defines fall back to it. Null for a name means not set; an empty
    /// value counts as set. Default: nothing is set.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>
    /// Reads an included file by its full path; null means that there is none. Default: the file system, UTF-8.
    /// </summary>
    public Func<string, string?>? ReadFile { get; init; }

    /// <summary>How far to go. Default <see cref="HoconLimits.Default"/>.</summary>
    public HoconLimits Limits { get; init; } = HoconLimits.Default;
}
