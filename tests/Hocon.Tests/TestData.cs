namespace Dachshund.Hocon.Tests;

/// <summary>
/// Documents that tests read: the project's own, and more sets of the same form where <c>DACHSHUND_TEST_DATA</c> names a folder
/// that has them under <c>hocon</c>. These are compared too, and decide nothing else.
/// </summary>
internal static class TestData
{
    private static readonly string s_own = Path.Combine(Root(), "tests", "Hocon.Tests", "Documents");

    /// <summary>Folders of documents that say the same, one of them <c>original.json</c>.</summary>
    public static IEnumerable<string> DocumentSets =>
        Directory.GetDirectories(s_own).Order(StringComparer.Ordinal).Concat(MoreSets());

    /// <summary>The texts of the project's own documents.</summary>
    public static IReadOnlyList<string> OwnDocuments { get; } =
        [.. Directory.GetFiles(s_own, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static IEnumerable<string> MoreSets()
    {
        var more = Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") is { Length: > 0 } data ? Path.Combine(data, "hocon") : "";
        return Directory.Exists(more) ? Directory.GetDirectories(more, "equiv*").Order(StringComparer.Ordinal) : [];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has Dachshund.Actors.sln");
    }
}
