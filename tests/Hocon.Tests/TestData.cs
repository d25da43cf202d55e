namespace Dachshund.Hocon.Tests;

/// <summary>
/// Documents that tests read: the project's own, and more sets of the same form under <c>hocon</c> in the folder that
/// <c>DACHSHUND_TEST_DATA</c> names, or that lies beside the checkout as <c>shared/data</c>. These are compared too, and decide
/// nothing else: not how many tests there are, nor what the others do.
/// </summary>
internal static class TestData
{
    private static readonly string s_root = Root();
    private static readonly string s_own = Path.Combine(s_root, "tests", "Hocon.Tests", "Documents");

    /// <summary>Folders of the project's own documents that say the same, one of them <c>original.json</c>.</summary>
    public static IEnumerable<string> OwnSets => Directory.GetDirectories(s_own).Order(StringComparer.Ordinal);

    /// <summary>More such folders, if there are any.</summary>
    public static IEnumerable<string> MoreSets
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") is { Length: > 0 } named
                ? named
                : Path.Combine(s_root, "..", "shared", "data");
            var more = Path.Combine(data, "hocon");
            return Directory.Exists(more) ? Directory.GetDirectories(more, "equiv*").Order(StringComparer.Ordinal) : [];
        }
    }

    /// <summary>The texts of the project's own documents.</summary>
    public static IReadOnlyList<string> OwnDocuments { get; } =
        [.. Directory.GetFiles(s_own, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has Dachshund.Actors.sln");
    }
}
