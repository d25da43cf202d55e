namespace Dachshund.Tailing.Tests;

public sealed class TailedFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Half_line_is_kept_back_until_its_newline_comes()
    {
        var path = folder.Write("app.log", "one\ntw");
        using var file = Some.Tail(path);
        Assert.Equal("one\n", Some.ReadText(file));
        Assert.Equal(4, file.Offset);
        TempFolder.Append(path, "o\nthree\n");
        Assert.Equal("two\nthree\n", Some.ReadText(file));
    }

    [Fact]
    public void Reading_goes_on_from_a_checkpoint()
    {
        var path = folder.Write("app.log", "one\n");
        FileCheckpoint checkpoint;
        using (var file = Some.Tail(path))
        {
            Some.ReadText(file);
            checkpoint = file.Checkpoint(file.Offset);
        }

        TempFolder.Append(path, "two\n");
        using var again = Some.Tail(path, checkpoint);
        Assert.Equal((0, 4L), (again.Generation, again.Offset));
        Assert.Equal("two\n", Some.ReadText(again));
    }
}
