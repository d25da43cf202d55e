using Dachshund.Actors.DropFolder;

namespace Dachshund.Actors.Tests.DropFolder;

public sealed class DropNamesTests
{
    [Theory]
    [InlineData("backup.err", "backup")]
    [InlineData("sub/deep/backup.err", "backup")]
    [InlineData("2026-11-22_@nightly backup@_3.err", "nightly backup")]
    [InlineData("@夜间备份@.err", "夜间备份")]
    [InlineData("a@b@c@d@.err", "b")]
    [InlineData("me@host.err", "me@host")]
    [InlineData("a@@b.err", "a@@b")]
    [InlineData("x@y@z/plain.err", "plain")]
    public void The_task_is_what_the_name_has_between_at_signs_else_its_stem(string name, string task) =>
        Assert.Equal(task, DropNames.TaskOf(name, "err"));

    [Fact]
    public void A_name_has_the_longest_extension_that_fits()
    {
        Assert.Equal("err", DropNames.ExtensionOf("a.ERR", DropNames.LookedAt(["ERR", "msg"])));
        Assert.Equal("log", DropNames.ExtensionOf("a.err.log", DropNames.LookedAt(["err"])));
        Assert.Null(DropNames.ExtensionOf("a.txt", DropNames.LookedAt(["err"])));
    }

    [Fact]
    public void The_field_of_a_path_of_any_length_fits_and_is_its_own()
    {
        var path = "/srv/" + string.Concat(Enumerable.Repeat("很长", 700));
        var (one, other) = (DropFields.OfFile(path + "1.err"), DropFields.OfFile(path + "2.err"));
        Assert.NotEqual(one, other);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(one) <= 1024);
        Assert.True(DropFields.IsBelow(one, "/srv"));
        Assert.Equal("drop:/srv/a.err", DropFields.OfFile("/srv/a.err"));
        Assert.False(DropFields.IsBelow("drop:/srv2/a.err", "/srv"));
    }
}
