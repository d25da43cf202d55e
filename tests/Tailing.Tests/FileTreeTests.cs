using System.Runtime.Versioning;

namespace Dachshund.Tailing.Tests;

/// <summary>Files below a folder that anyone may write to: nobody is led out of it, nothing but a regular file is touched.</summary>
[SupportedOSPlatform("linux")]
public sealed class FileTreeTests : IDisposable
{
    private readonly TempFolder folder = new();

    public FileTreeTests() => Directory.CreateDirectory(folder.At("drop"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_of_the_folder_and_those_below_it_are_found_by_their_extensions()
    {
        foreach (var name in (string[])["a.err", "b.ERR", "sub/deep/c.msg", "d.log", "e.txt", "err", ".err", ".hidden.err", ".git/f.err"])
            folder.Write("drop/" + name, "x\n");
        var scan = Tree().Scan();
        Assert.Equal(["a.err", "b.ERR", "d.log", "sub/deep/c.msg"], scan.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            [folder.At("drop"), folder.At("drop/sub"), folder.At("drop/sub/deep")], scan.Folders.Order(StringComparer.Ordinal));
        Assert.Empty(scan.Problems);
        Assert.Equal("sub/deep/c.msg", Tree().NameOf(folder.At("drop/sub/deep/c.msg")));
        Assert.Null(Tree().NameOf(folder.At("drop/e.txt")));
        Assert.Null(Tree().NameOf(folder.At("drop/.git/f.err")));
        Assert.Null(Tree().NameOf(folder.At("dropped.err")));
    }

    [Fact]
    public void Links_and_what_is_no_regular_file_are_not_seen_read_or_removed()
    {
        var outside = folder.Write("secret/plan.err", "do not tell\n");
        File.CreateSymbolicLink(folder.At("drop/link.err"), outside);
        Directory.CreateSymbolicLink(folder.At("drop/way"), folder.At("secret"));
        Directory.CreateDirectory(folder.At("drop/folder.err"));
        TempFolder.MakeFifo(folder.At("drop/pipe.err"));
        var tree = Tree();
        Assert.Empty(tree.Scan().Files);
        foreach (var name in (string[])["link.err", "way/plan.err", "folder.err", "pipe.err", "gone.err"])
        {
            Assert.False(tree.TryLook(name, out _), name);
            Assert.Null(tree.Read(name, out var problem));
            Assert.NotNull(problem);
            Assert.NotNull(tree.Remove(new TreeFile(name, TempFolder.IdentityOf(outside), 12, 0)));
        }

        Assert.True(File.Exists(outside));
    }

    [Fact]
    public void A_folder_that_becomes_a_link_after_the_look_leads_nowhere()
    {
        folder.Write("drop/sub/plan.err", "mine\n");
        var file = Assert.Single(Tree().Scan().Files);
        Directory.Move(folder.At("drop/sub"), folder.At("elsewhere"));
        Directory.CreateSymbolicLink(folder.At("drop/sub"), folder.At("elsewhere"));
        Assert.Null(Tree().Read(file.Name, out _));
        Assert.NotNull(Tree().Remove(file));
        Assert.True(File.Exists(folder.At("elsewhere/plan.err")));
    }

    [Fact]
    public void A_file_is_removed_only_while_it_is_the_one_that_was_looked_at()
    {
        var path = folder.Write("drop/a.err", "old\n");
        var file = Assert.Single(Tree().Scan().Files);
        TempFolder.Append(path, "new\n");
        Assert.Contains("has changed", Tree().Remove(file)?.Reason, StringComparison.Ordinal);
        Assert.True(Tree().TryLook("a.err", out file));
        Assert.Null(Tree().Remove(file));
        Assert.False(File.Exists(path));
        Assert.True(Tree().Remove(file)?.IsAbsence);
    }

    [Fact]
    public void A_missing_folder_and_a_file_in_its_place_are_problems()
    {
        var absent = new FileTree(folder.At("none"), ["err"]).Scan();
        Assert.True(Assert.Single(absent.Problems).IsAbsence);
        Assert.Empty(absent.Folders);
        var file = new FileTree(folder.Write("plain", ""), ["err"]).Scan();
        Assert.Contains("is not a folder", Assert.Single(file.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_found_all_the_same()
    {
        var path = folder.Write("drop/a.err", "x\n");
        File.SetUnixFileMode(path, UnixFileMode.None);
        Assert.True(Tree().TryLook("a.err", out _));
        var problem = TempFolder.AsNobody(() =>
        {
            Tree().Read("a.err", out var refusal);
            return refusal;
        });
        Assert.Contains("permission denied", problem?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_read_at_both_ends_only()
    {
        var path = folder.Write("drop/huge.err", "the beginning\n");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(100L << 20);
            file.Seek(0, SeekOrigin.End);
            file.Write("the end\n"u8);
        }

        var excerpt = Tree().Read("huge.err", out _);
        Assert.Equal(["the beginning", "the end"], excerpt?.Parts.Select(part => part.Text));
        Assert.DoesNotContain(excerpt?.Parts ?? [], part => part.Text.Contains('\0', StringComparison.Ordinal));
        Assert.Equal((100L << 20) + 8, excerpt?.Parts[1].Offset + excerpt?.Parts[1].Length);
        Assert.True(excerpt?.IsSteady);
    }

    [Fact]
    public void Old_files_are_those_that_nobody_writes_has_open_or_tails()
    {
        foreach (var name in (string[])["old.err", "open.err", "tailed.log", "new.err", "sub/older.log", "other.txt"])
            folder.Write("drop/" + name, "x\n");
        var now = TimeProvider.System.GetUtcNow();
        foreach (var file in Directory.GetFiles(folder.At("drop"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, now.UtcDateTime - TimeSpan.FromDays(file.Contains("older", StringComparison.Ordinal) ? 9 : 8));
        File.SetLastWriteTimeUtc(folder.At("drop/new.err"), now.UtcDateTime - TimeSpan.FromDays(6));
        // Another name of the folder leads to the tailed file.
        Directory.CreateSymbolicLink(folder.At("alias"), folder.At("drop"));
        var tailed = new FileCatalog([new CatalogInput("app", [folder.At("alias/tailed.log")])]);
        var tree = Tree();
        using var open = File.OpenRead(folder.At("drop/open.err"));
        var old = OldFiles.Find(tree, tree.Scan().Files, TimeSpan.FromDays(7), now, tailed);
        Assert.Equal(["sub/older.log", "old.err"], old.Select(file => file.Name));
    }

    private FileTree Tree() => new(folder.At("drop") + "/", ["err", "msg", "log"]);
}
