namespace Dachshund.Matching.Tests;

/// <summary>Finds files that tests read in place.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The project's own logs, and more where <c>DACHSHUND_TEST_DATA</c> names a folder that has them under <c>loghub</c>. These are
    /// compared too, and decide nothing else.
    /// </summary>
    public static IEnumerable<string> Logs
    {
        get
        {
            var own = Directory.GetFiles(Path.Combine(Root, "tests", "Matching.Tests", "Logs"));
            var more = Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") is { Length: > 0 } data ? Path.Combine(data, "loghub") : "";
            return Directory.Exists(more) ? [.. own, .. Directory.GetFiles(more, "*.log", SearchOption.AllDirectories)] : own;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has Dachshund.Actors.sln");
    }
}
