namespace Dachshund.Matching.Tests;

/// <summary>Finds files that tests read in place.</summary>
internal static class TestFiles
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of sample logs, or null where there is none.</summary>
    public static string? Logs
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") ?? Path.Combine(Root, "../shared/data");
            var logs = Path.Combine(data, "loghub");
            return Directory.Exists(logs) ? logs : null;
        }
    }

    public static string? Grep => new[] { "/usr/bin/grep", "/bin/grep" }.FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder above the tests has Dachshund.Actors.sln");
    }
}
