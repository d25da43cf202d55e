using Dachshund.Context.Keys;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Tests.Keys;

public sealed class KeyStatementTests
{
    [Fact]
    public void Statement_is_read_as_it_was_written()
    {
        var text = Some.Key.Statement.ToString();
        Assert.Equal(204, text.Length);
        Assert.True(KeyStatement.TryParse(text, out var read));
        Assert.Equal(Some.Key.Id, read.Id);
        Assert.Equal(Some.Truncate(Some.Now), read.Created);
        Assert.Equal(Some.Truncate(Some.Now + LinkKey.LifetimeDefault), read.Expires);
        Assert.Equal(Some.Key.Id, read.SignerId);
        Assert.True(read.IsSignedBy(read));
        Assert.Matches("^[0-9a-f]{16}$", read.Id.ToString());
    }

    [Fact]
    public void Later_key_is_signed_by_the_one_before_and_by_no_other()
    {
        var later = LinkKey.Create(Some.Now, Some.Day, Some.Key);
        Assert.True(later.Statement.IsSignedBy(Some.Key.Statement));
        Assert.False(later.Statement.IsSignedBy(later.Statement));
        Assert.False(later.Statement.IsSignedBy(LinkKey.Create(Some.Now, Some.Day).Statement));
    }

    [Fact]
    public void Statement_altered_in_any_bit_is_refused()
    {
        var key = LinkKey.Create(Some.Now, Some.Day, Some.Key);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(key.Statement.ToString());
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            Assert.False(
                KeyStatement.TryParse(CanonicalText.Encode(bytes), out var read) && read.IsSignedBy(Some.Key.Statement), $"byte {at}");
            bytes[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Fact]
    public void Point_that_is_not_on_the_curve_is_no_key()
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Some.Key.Statement.ToString());
        bytes[60] ^= 1;
        Assert.False(KeyStatement.TryParse(CanonicalText.Encode(bytes), out _));
        bytes.AsSpan(25, 64).Clear();
        Assert.False(KeyStatement.TryParse(CanonicalText.Encode(bytes), out _));
    }

    [Fact]
    public void Any_text_is_refused_without_an_exception()
    {
        var random = new Random(5);
        var bytes = new byte[153];
        Assert.False(KeyStatement.TryParse(null, out _));
        for (var i = 0; i < 2_000; i++)
        {
            random.NextBytes(bytes);
            bytes[0] = 1;
            bytes.AsSpan(1, 4).Clear();
            bytes.AsSpan(9, 4).Clear();
            Assert.False(KeyStatement.TryParse(CanonicalText.Encode(bytes.AsSpan(0, i % 2 == 0 ? 153 : random.Next(153))), out _));
        }
    }
}
