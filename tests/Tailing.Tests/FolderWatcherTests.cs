using System.Globalization;

namespace Dachshund.Tailing.Tests;

public sealed class FolderWatcherTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CancellationTokenSource deadline = new(TimeSpan.FromMinutes(5));

    public void Dispose()
    {
        deadline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Write_create_rename_and_delete_give_hints()
    {
        var path = folder.Write("app.log", "");
        using var watcher = await WatchAsync(folder.Root);
        Assert.True(watcher.IsActive);

        TempFolder.Append(path, "one\n");
        Assert.Equal(Hint(WatchChange.Written, "app.log"), await NextAsync(watcher));
        File.Move(path, folder.At("app.log.1"));
        Assert.Equal(Hint(WatchChange.Gone, "app.log"), await NextAsync(watcher));
        Assert.Equal(Hint(WatchChange.Appeared, "app.log.1"), await NextAsync(watcher));
        File.Delete(folder.At("app.log.1"));
        var hint = await NextAsync(watcher);
        Assert.Equal((WatchChange.Gone, folder.At("app.log.1")), (hint.Change, hint.Path));
    }

    [Fact]
    public async Task Wait_that_began_before_the_write_is_ended_by_it()
    {
        var path = folder.Write("app.log", "");
        using var watcher = await WatchAsync(folder.Root);
        var waiting = NextAsync(watcher);
        Assert.False(waiting.IsCompleted);
        TempFolder.Append(path, "one\n");
        Assert.Equal(Hint(WatchChange.Written, "app.log"), await waiting);
    }

    [Fact]
    public async Task Truncation_gives_a_hint()
    {
        var path = folder.Write("app.log", "one\n");
        using var watcher = await WatchAsync(folder.Root);
        using (var file = File.OpenWrite(path))
            file.SetLength(0);
        Assert.Equal(Hint(WatchChange.Written, "app.log"), await NextAsync(watcher));
    }

    [Fact]
    public async Task Many_writes_to_a_few_files_are_a_few_hints()
    {
        var paths = Enumerable.Range(0, 3).Select(i => folder.Write($"{i}.log", "")).ToList();
        using var watcher = await WatchAsync(folder.Root);
        for (var i = 0; i < 300; i++)
            TempFolder.Append(paths[i % 3], "x");
        var hints = await UntilAsync(watcher, "end");
        Assert.Equal(["0.log", "1.log", "2.log"], hints.Select(hint => hint.Name).Distinct().Order());
        Assert.InRange(hints.Count, 3, 9);
    }

    [Fact]
    public async Task More_hints_than_are_kept_become_one_rescan()
    {
        using var watcher = await WatchAsync(folder.Root, new WatcherOptions { HintsMax = 4 });
        for (var i = 0; i < 20; i++)
            folder.Write($"{i}.log", "");
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
    }

    [Fact]
    public async Task Overflow_of_the_kernels_queue_becomes_a_rescan()
    {
        using var first = File.Create(folder.At("1.log"), 0);
        using var second = File.Create(folder.At("2.log"), 0);
        using var watcher = await WatchAsync(folder.Root);
        var limit = await File.ReadAllTextAsync("/proc/sys/fs/inotify/max_queued_events", deadline.Token);
        var events = int.Parse(limit, CultureInfo.InvariantCulture);
        for (var i = 0; i < events; i++)
        {
            first.WriteByte(1);
            second.WriteByte(1);
        }

        while (await NextAsync(watcher) != WatchHint.Everything)
        {
        }
    }

    [Fact]
    public async Task Folder_that_appears_is_watched_after_the_next_scan()
    {
        var catalog = Some.Catalog(folder.At("later/*.log"));
        catalog.Scan();
        using var watcher = new FolderWatcher();
        Assert.Empty(watcher.SetFolders(catalog.Folders));
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));

        Directory.CreateDirectory(folder.At("later"));
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        catalog.Scan();
        Assert.Empty(watcher.SetFolders(catalog.Folders));
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        var path = folder.Write("later/app.log", "");
        await ExpectAsync(watcher, WatchChange.Appeared, path);
    }

    [Fact]
    public async Task Folder_made_anew_while_the_old_one_is_held_is_watched_again()
    {
        var path = folder.Write("logs/app.log", "");
        using var watcher = await WatchAsync(folder.At("logs"));
        using var held = TempFolder.OpenFolder(folder.At("logs"));
        File.Delete(path);
        Directory.Delete(folder.At("logs"));
        Directory.CreateDirectory(folder.At("logs"));
        Assert.Empty(watcher.SetFolders([folder.At("logs")]));
        while (await NextAsync(watcher) != WatchHint.Everything)
        {
        }

        folder.Write("logs/app.log", "");
        await ExpectAsync(watcher, WatchChange.Appeared, path);
    }

    [Fact]
    public async Task Renamed_folder_is_no_longer_watched_and_asks_for_a_rescan()
    {
        folder.Write("logs/app.log", "");
        using var watcher = await WatchAsync(folder.At("logs"));
        Directory.Move(folder.At("logs"), folder.At("old"));
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        TempFolder.Append(folder.At("old/app.log"), "x");
        Directory.CreateDirectory(folder.At("logs"));
        watcher.SetFolders([folder.At("logs")]);
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        folder.Write("logs/new.log", "");
        await ExpectAsync(watcher, WatchChange.Appeared, folder.At("logs/new.log"));
    }

    [Fact]
    public async Task Folder_given_under_two_names_hints_under_both_until_one_is_dropped()
    {
        folder.Write("logs/app.log", "");
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("logs"));
        using var watcher = await WatchAsync(folder.At("logs"), null, folder.At("link"));
        TempFolder.Append(folder.At("logs/app.log"), "x");
        await ExpectAsync(watcher, WatchChange.Written, folder.At("logs/app.log"));
        await ExpectAsync(watcher, WatchChange.Written, folder.At("link/app.log"));
        Assert.Empty(watcher.SetFolders([folder.At("link")]));
        TempFolder.Append(folder.At("logs/app.log"), "x");
        await ExpectAsync(watcher, WatchChange.Written, folder.At("link/app.log"));
    }

    [Fact]
    public async Task Limit_of_folders_is_said_once_and_the_first_ones_stay_watched()
    {
        var files = Enumerable.Range(0, 4).Select(i => folder.Write($"{i}/a.log", ""));
        var folders = files.Select(file => Path.GetDirectoryName(file)!).ToList();
        using var watcher = new FolderWatcher(new WatcherOptions { FoldersMax = 2 });
        var problem = Assert.Single(watcher.SetFolders(folders[..3]));
        Assert.Contains("found by polling", problem.Reason, StringComparison.Ordinal);
        Assert.False(watcher.IsActive);
        Assert.Empty(watcher.SetFolders(folders[..3]));
        Assert.Empty(watcher.SetFolders([folders[0], folders[1], folders[3]]));
        Assert.Empty(watcher.SetFolders([folders[0], folders[2]]));
        Assert.True(watcher.IsActive);
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        TempFolder.Append(folder.At("2/a.log"), "x");
        await ExpectAsync(watcher, WatchChange.Written, folder.At("2/a.log"));
    }

    [Fact]
    public async Task Cancelled_wait_loses_no_hint()
    {
        var path = folder.Write("app.log", "");
        using var watcher = await WatchAsync(folder.Root);
        using (var cancel = new CancellationTokenSource())
        {
            var waiting = watcher.WaitAsync(cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        TempFolder.Append(path, "x");
        Assert.Equal(Hint(WatchChange.Written, "app.log"), await NextAsync(watcher));
    }

    [Fact]
    public async Task Only_one_reader_waits_and_disposing_ends_its_wait()
    {
        var watcher = await WatchAsync(folder.Root);
        var waiting = NextAsync(watcher);
        await Assert.ThrowsAsync<InvalidOperationException>(() => NextAsync(watcher));
        watcher.Dispose();
        watcher.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => NextAsync(watcher));
    }

    private WatchHint Hint(WatchChange change, string name) => new(change, folder.Root, name);

    private Task<WatchHint> NextAsync(FolderWatcher watcher) => watcher.WaitAsync(deadline.Token).AsTask();

    /// <summary>The next hint names the path; it may tell of more than this change.</summary>
    private async Task ExpectAsync(FolderWatcher watcher, WatchChange change, string path)
    {
        var hint = await NextAsync(watcher);
        Assert.Equal((change, path), (hint.Change & change, hint.Path));
    }

    /// <summary>The hints up to that of a file made here, which comes last.</summary>
    private async Task<List<WatchHint>> UntilAsync(FolderWatcher watcher, string last)
    {
        var hints = new List<WatchHint> { await NextAsync(watcher) };
        folder.Write(last, "");
        while (hints[^1].Name != last)
            hints.Add(await NextAsync(watcher));
        hints.RemoveAt(hints.Count - 1);
        return hints;
    }

    private async Task<FolderWatcher> WatchAsync(string first, WatcherOptions? options = null, params string[] more)
    {
        var watcher = new FolderWatcher(options);
        Assert.Empty(watcher.SetFolders([first, .. more]));
        Assert.Equal(WatchHint.Everything, await NextAsync(watcher));
        return watcher;
    }
}
