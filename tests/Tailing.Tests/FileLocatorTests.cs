namespace Dachshund.Tailing.Tests;

public sealed class FileLocatorTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("app.log.1")]
    [InlineData("app.log-20260101")]
    [InlineData("app-2026-01-01.log")]
    [InlineData("whatever")]
    public void Rotated_file_is_found_under_its_new_name(string name)
    {
        var (path, identity, head) = Make("app.log", "one\n");
        File.Move(path, folder.At(name));
        folder.Write("app.log", "two\n");
        folder.Write("app.log.2", "three\n");
        Assert.Equal(folder.At(name), FileLocator.Find(identity, head, path));
    }

    [Fact]
    public void File_that_has_grown_since_is_found()
    {
        var (path, identity, head) = Make("app.log", "one\n");
        TempFolder.Append(path, "two\n");
        File.Move(path, folder.At("app.log.1"));
        Assert.Equal(folder.At("app.log.1"), FileLocator.Find(identity, head, path));
    }

    [Fact]
    public void Inode_with_another_head_is_not_it()
    {
        var (path, identity, _) = Make("app.log", "one\n");
        Assert.Null(FileLocator.Find(identity, FileHead.Of("two\n"u8), path));
    }

    [Fact]
    public void File_that_was_empty_is_found_under_a_related_name_only()
    {
        var (path, identity, head) = Make("app.log", "");
        var name = path;
        // Each could be another file, which was given the inode of one that is gone.
        foreach (var other in new[] { "copy", "app.log-copy", "app.log.1.gz", "app.txt" })
        {
            File.Move(name, folder.At(other));
            name = folder.At(other);
            Assert.Null(FileLocator.Find(identity, head, path));
        }

        File.Move(name, folder.At("app.log.1"));
        Assert.Equal(folder.At("app.log.1"), FileLocator.Find(identity, head, path));
    }

    [Fact]
    public void Another_device_counts_only_when_no_file_is_on_the_same()
    {
        var (path, identity, head) = Make("app.log", "one\n");
        Assert.Equal(path, FileLocator.Find(identity with { Device = 77 }, head, path));
    }

    [Fact]
    public void Candidates_in_other_folders_are_looked_at()
    {
        var (path, identity, head) = Make("app.log", "one\n");
        Directory.CreateDirectory(folder.At("old"));
        File.Move(path, folder.At("old/app.log"));
        Assert.Null(FileLocator.Find(identity, head, path));
        Assert.Equal(folder.At("old/app.log"), FileLocator.Find(identity, head, path, [folder.At("old/app.log")]));
    }

    [Fact]
    public void Folder_that_is_gone_and_fifo_in_it_do_no_harm()
    {
        var (path, identity, head) = Make("logs/app.log", "one\n");
        File.Delete(path);
        TempFolder.MakeFifo(path);
        Assert.Null(FileLocator.Find(TempFolder.IdentityOf(path), head, path));
        Directory.Delete(folder.At("logs"), recursive: true);
        Assert.Null(FileLocator.Find(identity, head, path));
    }

    private (string Path, FileIdentity Identity, FileHead Head) Make(string name, string text)
    {
        var path = folder.Write(name, text);
        return (path, TempFolder.IdentityOf(path), FileHead.Of(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
