namespace Dachshund.Tailing.Tests;

public sealed class FileCatalogTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_means_its_log_files()
    {
        var log = folder.Write("app.log", "");
        folder.Write("app.txt", "");
        Assert.Equal([log], Some.Scan(folder.Root));
    }
}
