using System.Diagnostics;
using System.Text;

namespace Dachshund.Cluster.Tests;

/// <summary>Files in a drop folder, from a script's hand to the phone, over kills and restarts of the node.</summary>
public sealed class DropFolderTests
{
    private static readonly Encoding s_gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)
        ?? throw new PlatformNotSupportedException("no GBK");

    [Fact]
    public async Task Files_dropped_are_told_once_each_whatever_they_hold_and_whenever_the_node_dies()
    {
        await using var scene = await Scene.SetAsync();
        var drop = Directory.CreateDirectory(Path.Combine(scene.Folder, "drop")).FullName;
        scene.Unprivileged = true;
        scene.More = $$"""
            dachshund.drop-folders.jobs { paths = ["{{drop}}"], settle = 500ms, keep = 30d, severity = warning }
            dachshund.inputs.kept { paths = ["{{drop}}/tailed.log"], keywords = [ERROR] }
            dachshund.alerting.group-by = [rule, host]
            """;
        Put("before.err", "there at the very first start");
        foreach (var name in (string[])["aged.err", "aged.log", "tailed.log", "open.err", "aged.txt", "link-target"])
            Age(Put(name, "old\n"));
        File.CreateSymbolicLink(Path.Combine(drop, "link.err"), Path.Combine(drop, "link-target"));
        using var open = File.OpenRead(Path.Combine(drop, "open.err"));
        using var pipe = Process.Start("mkfifo", [Path.Combine(drop, "pipe.err")]);
        await pipe.WaitForExitAsync();

        var node = scene.StartNode();
        await node.WatchingAsync();
        await node.WaitForLineAsync("removed 2 files, 8 bytes");
        Assert.Equal(
            ["aged.txt", "before.err", "link-target", "link.err", "open.err", "pipe.err", "tailed.log"],
            Directory.GetFileSystemEntries(drop).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // All at once: what is told of one keeps nobody from hearing of the next.
        Put("2026_@nightly@.err", "tar: no space left\ntoken=abcdefgh12345678\n");
        Put("empty.err", "");
        Put("ran.log", "all is well\n");
        Put("sub/deep/gbk.msg", s_gbk.GetBytes("备份失败: 磁盘已满\n"));
        File.SetUnixFileMode(Put("locked.err", "nobody reads this\n"), UnixFileMode.None);
        using (var huge = File.Create(Path.Combine(drop, "huge.err")))
        {
            huge.Write("the beginning\n"u8);
            huge.SetLength(100L << 20);
            huge.Seek(0, SeekOrigin.End);
            huge.Write("\nthe end\n"u8);
        }

        await scene.SaidAsync("dropped file jobs/nightly hound", "task: nightly", "drop/2026", "tar: no space left");
        await scene.SaidAsync("task: gbk", "备份失败: 磁盘已满");
        await scene.SaidAsync("task: locked", "permission denied");
        await scene.SaidAsync("task: huge", "the beginning", "104857586 bytes left out", "the end");
        Assert.DoesNotContain(scene.Phone.Accepted, message => message.Text.Contains("abcdefgh12345678", StringComparison.Ordinal));
        await ToldAsync(scene, 4);

        // Again, and while the node is down.
        Put("2026_@nightly@.err", "a second night\n");
        await scene.SaidAsync("task: nightly", "a second night");
        await node.KillAsync();
        Put("down.err", "while nobody looked\n");
        Put("2026_@nightly@.err", "a third night\n");
        node = scene.StartNode();
        await node.WatchingAsync();
        await scene.SaidAsync("task: nightly", "a third night");
        await scene.SaidAsync("task: down", "while nobody looked");
        await ToldAsync(scene, 7);
        var status = await scene.AskAsync("hound", "status");
        Assert.Contains("in drop folders", status.Text, StringComparison.Ordinal);

        // While Redis is away each change counts; what is gone before it was quiet does not.
        await scene.Redis.KillAsync();
        for (var change = 1; change <= 2; change++)
        {
            // So long that no other reading of the node is taken for that of this file.
            var read = node.BytesRead;
            var text = $"change {change}\n{new string('.', 6000)}\n";
            Put("away.err", text);
            File.Delete(Put("flash.err", "here and gone\n"));
            await node.ReadsAsync(read + text.Length);
        }

        await scene.Redis.RestartAsync();
        await scene.SaidAsync("2 since", "task: away", "change 2");
        await ToldAsync(scene, 9);

        // Killed at any moment around it.
        for (var round = 1; round <= 2; round++)
        {
            Put("killed.err", $"round {round}\n");
            await Task.Delay(TimeSpan.FromMilliseconds(150 * round), TimeProvider.System);
            await node.KillAsync();
            node = scene.StartNode();
            await node.WatchingAsync();
            await ToldAsync(scene, 9 + round);
        }

        Assert.Equal(0, await node.TerminateAsync());
        await ToldAsync(scene, 11);
        await scene.FoldedAsync();
        string[] silent = ["before", "empty", "ran", "pipe", "link", "flash"];
        Assert.DoesNotContain(scene.Phone.Accepted, message =>
            Array.Exists(silent, word => message.Text.Contains($"task: {word}", StringComparison.Ordinal)));

        string Put(string name, object content)
        {
            var path = Path.Combine(drop, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? drop);
            File.WriteAllBytes(path, content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            return path;
        }
    }

    /// <summary>Distinct messages tell of so many changes, and of no more; what is told twice says that it may be.</summary>
    private static Task ToldAsync(Scene scene, int changes) => scene.WaitForToldDistinctAsync(changes);

    private static void Age(string path) => File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-31));
}
