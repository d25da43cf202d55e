namespace Dachshund.Tailing;

/// <summary>Something that keeps files from being read or watched. Not an error of the program: it may be gone at the
/// next look.</summary>
/// <param name="Path">The path or glob it is about.</param>
/// <param name="Reason">What is wrong, as the end of a sentence that begins with the path.</param>
/// <param name="Remedy">What would help; empty where nothing needs to be done.</param>
public sealed record CatalogProblem(string Path, string Reason, string Remedy)
{
    /// <summary>The input whose paths led to it; empty for a problem that is no input's.</summary>
    public string Input { get; init; } = "";

    /// <summary>Whether nothing is there, yet: what appears is picked up. Default false.</summary>
    public bool IsAbsence { get; init; }
}
