namespace Dachshund.Tailing;

/// <summary>One named set of files.</summary>
/// <param name="Name">The input's name; several inputs may match one file.</param>
/// <param name="Paths">Paths, folders (their <c>*.log</c>) and globs: <c>*</c> <c>?</c> <c>[a-z]</c> <c>[!x]</c>
/// <c>{a,b}</c> and <c>**</c>; a backslash takes the meaning from the sign after it. Hidden files are matched only by
/// a segment that begins with a dot. A relative path starts at <see cref="CatalogOptions.BaseFolder"/>.</param>
public sealed record CatalogInput(string Name, IReadOnlyList<string> Paths);
