using Dachshund.Actors.FileTail;
using Dachshund.Tailing;
using Dachshund.TestKit.Redis;

namespace Dachshund.Actors.Tests.FileTail;

public sealed class PositionsFileTests
{
    private static readonly PositionsHint s_hint = new("set-1", ["app"],
        [new FileCheckpoint(new FileIdentity(1, ulong.MaxValue), 2, 345, new FileHead(3, ulong.MaxValue), "/a \"b\"\n c.log", true)]);

    [Fact]
    public async Task What_was_written_is_read_again()
    {
        using var folder = new TestFolder();
        var file = new PositionsFile(Path.Combine(folder.Path, "positions"));
        Assert.Null(await file.WriteAsync(s_hint, CancellationToken.None));
        Assert.Null(await file.WriteAsync(s_hint, CancellationToken.None));
        var read = file.Read(out var problem);
        Assert.Null(problem);
        Assert.NotNull(read);
        Assert.Equal((s_hint.DataSet, Assert.Single(s_hint.Inputs)), (read.DataSet, Assert.Single(read.Inputs)));
        Assert.Equal(Assert.Single(s_hint.Files), Assert.Single(read.Files));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_problem()
    {
        using var folder = new TestFolder();
        Assert.Null(new PositionsFile(Path.Combine(folder.Path, "positions")).Read(out var problem));
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"dataSet\":\"s\",\"inputs\":[],\"files\":[null]}")]
    [InlineData("{\"dataSet\":\"s\",\"inputs\":[null],\"files\":[]}")]
    [InlineData("{\"dataSet\":\"s\",\"inputs\":[],\"files\":[{\"offset\":5}]}")]
    [InlineData("{\"dataSet\":\"s\",\"inputs\":[],\"files\":[{\"offset\":-5,\"path\":\"/a\"}]}")]
    [InlineData("{\"dataSet\":\"s\",\"inputs\":[],\"files\":[{\"offs")]
    public void What_is_torn_or_no_hint_is_a_problem_and_not_a_hint(string text)
    {
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "positions");
        File.WriteAllText(path, text);
        Assert.Null(new PositionsFile(path).Read(out var problem));
        Assert.NotNull(problem);
    }
}
