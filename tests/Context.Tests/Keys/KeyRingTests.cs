using Dachshund.Context.Keys;

namespace Dachshund.Context.Tests.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Folder_without_keys_has_none() => Assert.Null(KeyRing.Load(folder.At("none")).Current(Some.Now));

    [Fact]
    public void Generated_key_is_read_again_and_signs_the_same_links()
    {
        var made = KeyRing.Load(folder.At("keys")).Generate(Some.Now, Some.Day);
        var ring = KeyRing.Load(folder.At("keys"));
        Assert.Equal(made.Id, ring.Current(Some.Now)?.Id);
        using var trusting = new TempFolder();
        var verifier = new Context.Links.LinkVerifier("web-1", Some.Trust(trusting, made), Some.Time);
        Assert.NotNull(verifier.Verify(Some.Token.Sign(ring.Keys[0])).Token);
    }

    [Fact]
    public void Key_files_are_their_owners_alone_and_nothing_is_left_beside()
    {
        KeyRing.Load(folder.At("keys")).Generate(Some.Now, Some.Day);
        var file = Directory.GetFiles(folder.At("keys")).Single();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.At("keys")));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var refusal = Assert.Throws<LinkKeyException>(() => KeyRing.Load(folder.At("keys")));
        Assert.Contains("chmod 600", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key\n")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void File_that_is_no_key_is_named(string text)
    {
        var path = folder.At("x.pem");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        Assert.Contains(path, Assert.Throws<LinkKeyException>(() => KeyRing.Load(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Private_key_with_the_statement_of_another_is_no_key()
    {
        var (one, other) = (Some.Key.ToFileText(), LinkKey.Create(Some.Now, Some.Day).ToFileText());
        Assert.NotNull(LinkKey.FromFileText(one));
        Assert.Null(LinkKey.FromFileText(one.Split('\n', 2)[0] + "\n" + other.Split('\n', 2)[1]));
    }

    [Fact]
    public void Key_that_the_reader_believes_signs_and_the_newest_where_it_believes_none()
    {
        var ring = KeyRing.Load(folder.At("keys"));
        var old = ring.Generate(Some.Now - Some.Day, Some.Day * 9);
        var next = ring.Rotate(Some.Now - Some.Day / 2, Some.Day * 9);
        Assert.Equal(next.Id, ring.Current(Some.Now)?.Id);
        Assert.Equal(old.Id, ring.Current(Some.Now, id => id == old.Id)?.Id);
        Assert.Equal(next.Id, ring.Current(Some.Now, _ => true)?.Id);
        Assert.Equal(next.Id, ring.Current(Some.Now, _ => false)?.Id);
        Assert.Null(ring.Current(Some.Now + Some.Day * 9, _ => true));
    }

    [Fact]
    public void Rotated_key_is_vouched_for_and_signs_when_it_has_settled()
    {
        var ring = KeyRing.Load(folder.At("keys"));
        var first = ring.Generate(Some.Now, Some.Day);
        Assert.Same(first, ring.Current(Some.Now));
        var rotation = Some.Now.AddHours(1);
        var second = ring.Rotate(rotation, Some.Day);
        Assert.True(second.Statement.IsSignedBy(first.Statement));
        Assert.Same(first, ring.Current(rotation));
        Assert.Same(second, ring.Current(rotation + KeyRing.Settling));
        Assert.Equal([first.Id, second.Id], KeyRing.Load(folder.At("keys")).Keys.Select(key => key.Id));
    }

    [Fact]
    public void Expired_keys_go_at_the_next_rotation_and_none_is_made_from_them()
    {
        var ring = KeyRing.Load(folder.At("keys"));
        var first = ring.Generate(Some.Now, Some.Day);
        var second = ring.Rotate(Some.Now, 3 * Some.Day);
        var third = ring.Rotate(Some.Now + 2 * Some.Day, Some.Day);
        Assert.DoesNotContain(first, ring.Keys);
        Assert.Equal([second.Id, third.Id], KeyRing.Load(folder.At("keys")).Keys.Select(key => key.Id));
        Assert.Null(ring.Current(Some.Now + 9 * Some.Day));
        Assert.Throws<LinkKeyException>(() => ring.Rotate(Some.Now + 9 * Some.Day, Some.Day));
    }

    [Fact]
    public void Secret_does_not_show_in_texts()
    {
        Assert.Equal(Some.Key.Id.ToString(), Some.Key.ToString());
        Assert.DoesNotContain("PRIVATE", Some.Key.Statement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(folder.At("keys"), "a file");
        var refusal = Assert.Throws<LinkKeyException>(() => KeyRing.Load(folder.At("keys")).Generate(Some.Now, Some.Day));
        Assert.Contains(folder.At("keys"), refusal.Message, StringComparison.Ordinal);
    }
}
