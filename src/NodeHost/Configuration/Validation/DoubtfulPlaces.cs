using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary>
/// Where validation has nothing to say, because a value there could not be read and its default stands in its place: it would find
/// what nobody wrote.
/// </summary>
internal sealed class DoubtfulPlaces(IReadOnlyList<ConfigError> unread)
{
    /// <summary>Sections whose keys are compared with each other.</summary>
    private static readonly string[] s_compared = ["cluster", "redis"];

    /// <summary>Whether a finding at this path may come from what could not be read.</summary>
    public bool Cover(string path) => unread.Any(error =>
        IsWithin(path, error.Path) || IsWithin(error.Path, path)
        || s_compared.Any(section => IsWithin(path, section) && IsWithin(error.Path, section)));

    private static bool IsWithin(string path, string outer) =>
        path.StartsWith(outer, StringComparison.Ordinal)
        && (path.Length == outer.Length || outer.Length == 0 || path[outer.Length] is '.' or '[');
}
