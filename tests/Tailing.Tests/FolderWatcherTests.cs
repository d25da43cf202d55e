namespace Dachshund.Tailing.Tests;

public sealed class FolderWatcherTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_write_gives_a_hint()
    {
        var path = folder.Write("app.log", "");
        using var watcher = new FolderWatcher();
        using var deadline = new CancellationTokenSource(Deadline);
        Assert.Empty(watcher.SetFolders([folder.Root]));
        Assert.Equal(WatchHint.Everything, await watcher.WaitAsync(deadline.Token));
        var hint = watcher.WaitAsync(deadline.Token);
        TempFolder.Append(path, "one\n");
        Assert.Equal(new WatchHint(WatchChange.Written, folder.Root, "app.log"), await hint);
    }
}
