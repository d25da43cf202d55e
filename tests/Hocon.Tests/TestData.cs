namespace Dachshund.Hocon.Tests;

/// <summary>Finds the test corpora, which are not part of the repository.</summary>
internal static class TestData
{
    public static string? HoconFolder { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("DACHSHUND_TEST_DATA") is { Length: > 0 } named)
            return Existing(named);
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Dachshund.Actors.sln")))
            folder = folder.Parent;
        return folder is null ? null : Existing(Path.Combine(folder.FullName, "..", "shared", "data"));
    }

    private static string? Existing(string data)
    {
        var folder = Path.Combine(data, "hocon");
        return Directory.Exists(folder) ? folder : null;
    }
}
