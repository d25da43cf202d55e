namespace Dachshund.Tailing;

/// <summary>Limits of a <see cref="FileCatalog"/>. Immutable.</summary>
public sealed record CatalogOptions
{
    /// <summary>Files listed at most; the rest are reported as one problem. Default 100,000.</summary>
    public int FilesMax { get; init; } = 100_000;

    /// <summary>Folders looked into at most in one scan; the rest are reported as one problem. Default
    /// 20,000.</summary>
    public int FoldersMax { get; init; } = 20_000;

    /// <summary>Folders that <c>**</c> goes down at most. Default 8.</summary>
    public int LevelsMax { get; init; } = 8;

    /// <summary>Problems listed at most by one scan. Default 100.</summary>
    public int ProblemsMax { get; init; } = 100;

    /// <summary>Where relative paths start. Default: the current folder when the catalog is made.</summary>
    public string BaseFolder { get; init; } = Environment.CurrentDirectory;
}
