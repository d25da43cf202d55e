using System.Runtime.Versioning;
using Dachshund.Tailing.Native;

namespace Dachshund.Tailing.Tests;

[SupportedOSPlatform("linux")]
public sealed class FileCatalogTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_means_its_log_files()
    {
        var log = folder.Write("app.log", "");
        folder.Write("app.txt", "");
        folder.Write("sub/deep.log", "");
        Assert.Equal([log], Some.Scan(folder.Root));
        Assert.Equal([log], Some.Scan(folder.Root + "/"));
    }

    [Fact]
    public void Stars_leave_hidden_files_out_and_a_dot_lets_them_in()
    {
        var log = folder.Write("app.log", "");
        var hidden = folder.Write(".app.log", "");
        folder.Write(".hidden/app.log", "");
        Assert.Equal([log], Some.Scan(folder.At("*")));
        Assert.Equal([log], Some.Scan(folder.At("**/*.log")));
        Assert.Equal([hidden], Some.Scan(folder.At(".*.log")));
    }

    [Fact]
    public void Two_stars_go_down_eight_folders_and_no_further()
    {
        var shallow = folder.Write("a.log", "");
        var eight = folder.Write("1/2/3/4/5/6/7/8/b.log", "");
        folder.Write("1/2/3/4/5/6/7/8/9/c.log", "");
        Assert.Equal([eight, shallow], Some.Scan(folder.At("**/*.log")));
        Assert.Equal([eight], Some.Scan(folder.At("**/8/*.log")));
    }

    [Fact]
    public void Two_stars_do_not_follow_symbolic_links_in_a_circle()
    {
        var log = folder.Write("sub/a.log", "");
        Directory.CreateSymbolicLink(folder.At("sub/up"), folder.Root);
        Assert.Equal([log], Some.Scan(folder.At("**/*.log")));
        Assert.Equal([log], Some.Scan(folder.At("*/up/sub/*.log"), folder.At("sub/*.log")));
    }

    [Fact]
    public void Braces_wildcards_in_folders_and_literal_ends_find_their_files()
    {
        var first = folder.Write("web1/logs/access.log", "");
        var second = folder.Write("web2/logs/error.log", "");
        folder.Write("db/logs/error.log", "");
        Assert.Equal([first, second], Some.Scan(folder.At("web[1-9]/{logs,old}/{access,error}.log")));
        Assert.Equal([second], Some.Scan(folder.At("w*/logs/error.log")));
    }

    [Fact]
    public void A_file_with_several_names_is_listed_once_with_all_its_inputs()
    {
        var log = folder.Write("b.log", "x");
        TempFolder.HardLink(log, folder.At("c.err"));
        File.CreateSymbolicLink(folder.At("a.log"), log);
        var catalog = new FileCatalog(
            [new CatalogInput("logs", [folder.At("*.log")]), new CatalogInput("none", [folder.At("*.x")]),
                new CatalogInput("errors", [folder.At("*.err")])]);
        var file = Assert.Single(catalog.Scan());
        Assert.Equal("logs errors", string.Join(' ', file.Inputs));
        Assert.Equal((log, 1L), (file.Path, file.SizeBytes));
    }

    [Fact]
    public void A_file_keeps_its_path_as_long_as_it_has_it()
    {
        var catalog = Some.Catalog(folder.At("*.log"));
        var log = folder.Write("b.log", "x");
        catalog.Scan();
        TempFolder.HardLink(log, folder.At("a.log"));
        Assert.Equal(log, Assert.Single(catalog.Scan()).Path);
        File.Delete(log);
        Assert.Equal(folder.At("a.log"), Assert.Single(catalog.Scan()).Path);
    }

    [Fact]
    public void A_symbolic_link_tells_where_writes_happen_and_that_folder_is_watched()
    {
        var target = folder.Write("data/real.txt", "x");
        File.CreateSymbolicLink(folder.At("app.log"), target);
        foreach (var path in new[] { "*.log", "app.log" })
        {
            var catalog = Some.Catalog(folder.At(path));
            var file = Assert.Single(catalog.Scan());
            Assert.Equal((folder.At("app.log"), target), (file.Path, file.TargetPath));
            Assert.Equal([folder.Root, folder.At("data")], catalog.Folders);
        }
    }

    [Fact]
    public void Files_and_folders_that_appear_later_are_found_and_their_nearest_folder_is_watched()
    {
        var catalog = Some.Catalog(folder.At("a/b/*.log"), folder.At("c/app.log"));
        Assert.Empty(catalog.Scan());
        Assert.Equal([folder.Root], catalog.Folders);
        Assert.Equal(2, catalog.Problems.Count);
        folder.Write("a/x", "");
        Assert.Empty(catalog.Scan());
        Assert.Contains(folder.At("a"), catalog.Folders);
        var first = folder.Write("a/b/app.log", "");
        var second = folder.Write("c/app.log", "");
        Assert.Equal([first, second], catalog.Scan().Select(file => file.Path).Order());
        Assert.Equal([folder.At("a/b"), folder.At("c")], catalog.Folders);
        Assert.Empty(catalog.Problems);
    }

    [Fact]
    public void A_scan_without_changes_gives_the_same_list_and_allocates_little()
    {
        for (var i = 0; i < 500; i++)
            folder.Write($"app-{i}.log", "");
        var catalog = Some.Catalog(folder.At("*.log"));
        catalog.Scan();
        var list = catalog.Scan();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Same(list, catalog.Scan());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000);
        TempFolder.Append(folder.At("app-7.log"), "x");
        var changed = Assert.Single(catalog.Scan().Except(list));
        Assert.Equal((folder.At("app-7.log"), 1L), (changed.Path, changed.SizeBytes));
    }

    [Fact]
    public void Files_beyond_the_limit_are_one_problem()
    {
        for (var i = 0; i < 5; i++)
            folder.Write($"app-{i}.log", "");
        var catalog = new FileCatalog([new CatalogInput("app", [folder.Root])], new CatalogOptions { FilesMax = 3 });
        Assert.Equal(3, catalog.Scan().Count);
        Assert.Contains(catalog.Problems, problem => problem.Reason.Contains("3 files", StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_beyond_the_limit_are_a_problem()
    {
        for (var i = 0; i < 5; i++)
            folder.Write($"{i}/app.log", "");
        var catalog = new FileCatalog(
            [new CatalogInput("app", [folder.At("*/*.log")])], new CatalogOptions { FoldersMax = 4 });
        Assert.Equal(3, catalog.Scan().Count);
        Assert.Contains(catalog.Problems, problem => problem.Reason.Contains("4 folders", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_regular_file_is_a_problem_when_named_and_nothing_when_matched()
    {
        var fifo = folder.At("fifo.log");
        TempFolder.MakeFifo(fifo);
        File.CreateSymbolicLink(folder.At("loop.log"), folder.At("loop.log"));
        var catalog = Some.Catalog(fifo, "/dev/null", folder.At("loop.log"));
        Assert.Empty(catalog.Scan());
        Assert.Equal(
            ["is a FIFO, not a regular file", "is a device, not a regular file",
                "is a symbolic link that leads back to itself"],
            catalog.Problems.Select(problem => problem.Reason));
        Assert.Empty(Some.Scan(folder.At("f*.log")));
    }

    [Fact]
    public void A_folder_that_may_not_be_read_is_a_problem()
    {
        folder.Write("secret/app.log", "");
        File.SetUnixFileMode(folder.At("secret"), UnixFileMode.None);
        var catalog = Some.Catalog(folder.At("secret/*.log"));
        Assert.Empty(TempFolder.AsNobody(catalog.Scan));
        Assert.Contains(catalog.Problems, problem => problem.Reason.Contains("permission", StringComparison.Ordinal));
        File.SetUnixFileMode(folder.At("secret"), (UnixFileMode)0x1c0);
        Assert.Single(catalog.Scan());
    }

    [Fact]
    public void A_relative_path_starts_at_the_base_folder()
    {
        var log = folder.Write("logs/app.log", "");
        var catalog = new FileCatalog(
            [new CatalogInput("app", ["./logs/../logs/*.log"])], new CatalogOptions { BaseFolder = folder.Root });
        Assert.Equal(log, Assert.Single(catalog.Scan()).Path);
    }

    [Fact]
    public void Too_many_braces_and_empty_paths_are_problems()
    {
        var braces = string.Concat(Enumerable.Repeat("{0,1,2,3,4,5,6,7,8,9}", 4));
        var catalog = Some.Catalog(folder.At(braces), "");
        Assert.Empty(catalog.Scan());
        Assert.Equal(2, catalog.Problems.Count);
    }

    [Fact]
    public void Inputs_of_a_path_are_told_without_a_file()
    {
        var catalog = new FileCatalog(
            [new CatalogInput("folder", ["/srv/app"]), new CatalogInput("glob", ["/srv/**/x*.log"]),
                new CatalogInput("other", ["/srv/app/y.log"])]);
        Assert.Equal("folder glob", string.Join(' ', catalog.InputsMatching("/srv/app/x1.log")));
        Assert.Equal("folder other", string.Join(' ', catalog.InputsMatching("/srv/app/y.log")));
        Assert.Empty(catalog.InputsMatching("/srv/.hidden/x1.log"));
    }

    [Fact]
    public void The_folder_reader_tells_each_entry_once_across_buffers()
    {
        var names = Enumerable.Range(0, 800).Select(i => $"日志-{i}-{new string('x', 50)}").ToHashSet();
        foreach (var name in names)
            folder.Write(name, "");
        using var reader = new FolderReader(folder.Root);
        while (reader.MoveNext())
        {
            Assert.True(names.Remove(reader.Name.ToString()));
            Assert.Equal(EntryType.Regular, reader.Type);
        }

        Assert.Empty(names);
        Assert.Equal(0, reader.Error);
    }
}
