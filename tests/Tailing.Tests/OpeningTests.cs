using System.Runtime.Versioning;

namespace Dachshund.Tailing.Tests;

[SupportedOSPlatform("linux")]
public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Fifo_is_refused_without_waiting()
    {
        var path = folder.At("app.log");
        TempFolder.MakeFifo(path);
        Assert.Contains("is a FIFO", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_device_loop_and_missing_file_are_refused()
    {
        File.CreateSymbolicLink(folder.At("loop"), folder.At("loop"));
        Assert.Contains("is a folder", Refusal(folder.Root), StringComparison.Ordinal);
        Assert.Contains("is a device", Refusal("/dev/zero"), StringComparison.Ordinal);
        Assert.Contains("leads back to itself", Refusal(folder.At("loop")), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refusal(folder.At("none")), StringComparison.Ordinal);
    }

    [Fact]
    public void Link_is_refused_where_none_is_to_be_followed_also_when_it_came_after_the_look()
    {
        File.CreateSymbolicLink(folder.At("link"), folder.Write("app.log", "one\n"));
        File.CreateSymbolicLink(folder.At("folder"), folder.Root);
        Assert.Null(Lines.OpenFile.TryOpen(folder.At("link"), out _, out _, followLink: false));
        Assert.Null(Native.Libc.OpenForReading(folder.At("link"), out var error, followLink: false));
        Assert.Equal(Native.Errno.SymlinkLoop, error);
        using var through = Lines.OpenFile.TryOpen(folder.At("folder/app.log"), out _, out _, followLink: false);
        using var followed = Lines.OpenFile.TryOpen(folder.At("link"), out _, out _);
        Assert.True(through is not null && followed is not null);
    }

    [Fact]
    public void File_that_may_not_be_read_is_a_problem()
    {
        var path = folder.Write("app.log", "one\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.Contains("permission denied", TempFolder.AsNobody(() => Refusal(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void No_handle_is_left_to_child_processes()
    {
        using var file = Some.Tail(folder.Write("app.log", "one\n"));
        using var watcher = new FolderWatcher();
        watcher.SetFolders([folder.Root]);
        var seen = 0;
        foreach (var link in Directory.GetFiles("/proc/self/fd"))
        {
            var target = new FileInfo(link).LinkTarget ?? "";
            if (target != file.Path && !target.Contains("inotify", StringComparison.Ordinal))
                continue;
            var flags = File.ReadLines($"/proc/self/fdinfo/{Path.GetFileName(link)}")
                .First(line => line.StartsWith("flags", StringComparison.Ordinal));
            Assert.NotEqual(0, Convert.ToInt32(flags.Split('\t')[1], 8) & 0x80000);
            seen++;
        }

        Assert.True(seen >= 2);
    }

    [Fact]
    public void Refused_and_closed_files_leave_no_handle()
    {
        var path = folder.Write("app.log", "one\n");
        for (var i = 0; i < 100; i++)
        {
            Some.Tail(path).Dispose();
            Assert.Null(TailedFile.TryOpen(path, new FileIdentity(1, 1), null, Some.Options, out _));
        }

        Assert.DoesNotContain(path, Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        var path = folder.Write("app.log", "");
        foreach (var options in new[]
        {
            new TailOptions { ChunkBytes = 4095 }, new TailOptions { LineBytesMax = 0 },
            new TailOptions { HeadBytesMax = 15 }, new TailOptions { HeadBytesMax = 4097 },
            new TailOptions { ScanBytesMax = 100 },
        })
        {
            Assert.Throws<ArgumentOutOfRangeException>(
                () => TailedFile.TryOpen(path, TempFolder.IdentityOf(path), null, options, out _));
        }
    }

    private static string Refusal(string path)
    {
        Native.Libc.Status(path, out var status);
        Assert.Null(TailedFile.TryOpen(path, status.Identity, null, Some.Options, out var problem));
        return problem!;
    }
}
