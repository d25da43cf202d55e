namespace Dachshund.Tailing.Tests;

public sealed class FileCheckpointTests
{
    private static readonly FileIdentity Here = new(8, 42);

    [Fact]
    public void Field_is_read_back()
    {
        var checkpoint = Make(new FileIdentity(ulong.MaxValue, 7), 3);
        Assert.Equal("18446744073709551615:7:3", checkpoint.Field);
        Assert.True(FileCheckpoint.TryParseField(checkpoint.Field, out var identity, out var generation));
        Assert.Equal((checkpoint.Identity, 3), (identity, generation));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1:2")]
    [InlineData("1:2:3:4")]
    [InlineData("1:2:-3")]
    [InlineData("1:2:x")]
    [InlineData("1: 2:3")]
    [InlineData("task:backup:7")]
    [InlineData("1:99999999999999999999:3")]
    public void Other_text_is_no_field(string? text)
    {
        Assert.False(FileCheckpoint.TryParseField(text, out var identity, out var generation));
        Assert.Equal((default, 0), (identity, generation));
    }

    [Fact]
    public void Newest_generation_on_the_same_device_is_chosen()
    {
        var elsewhere = Make(new FileIdentity(9, 42), 7);
        var old = Make(Here, 1);
        var newest = Make(Here, 2);
        var other = Make(new FileIdentity(8, 43), 9);
        Assert.Same(newest, FileCheckpoint.ChooseFor(Here, [old, elsewhere, newest, other]));
        Assert.Same(elsewhere, FileCheckpoint.ChooseFor(Here, [other, elsewhere]));
        Assert.Null(FileCheckpoint.ChooseFor(Here, [other]));
    }

    [Fact]
    public void Hash_of_a_head_is_the_published_one()
    {
        // Test vectors of draft-eastlake-fnv.
        Assert.Equal(new FileHead(0, 0xcbf29ce484222325), FileHead.Empty);
        Assert.Equal(new FileHead(6, 0x85944171f73967e8), FileHead.Of("foobar"u8));
        Assert.Equal(FileHead.Of("foobar"u8), FileHead.Of("foobar\0\0"u8));
    }

    private static FileCheckpoint Make(FileIdentity identity, int generation) =>
        new(identity, generation, 0, FileHead.Empty, "/app.log", Done: false);
}
