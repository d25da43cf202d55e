namespace Dachshund.Matching.Tests;

/// <summary>Finds files that tests read in place.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>The project's own logs.</summary>
    public static IReadOnlyList<string> OwnLogs { get; } = Directory.GetFiles(Path.Combine(Root, "tests", "Matching.Tests", "Logs"));

    /// <summary>
    /// More logs, if there are any: under <c>loghub</c> in the folder that <c>DACHSHUND_TEST_DATA</c> names, or that lies beside the
    /// checkout as <c>shared/data</c>. They are compared too, and don't change how many tests there are.
    /// </summary>
    public static IReadOnlyList<string> MoreLogs
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") is { Length: > 0 } named
                ? named
                : Path.Combine(Root, "..", "shared", "data");
            var more = Path.Combine(data, "loghub");
            return Directory.Exists(more) ? Directory.GetFiles(more, "*.log", SearchOption.AllDirectories) : [];
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has Dachshund.Actors.sln");
    }
}
