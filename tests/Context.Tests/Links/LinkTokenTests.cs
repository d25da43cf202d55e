using System.Numerics;
using Dachshund.Context.Keys;
using Dachshund.Context.Links;
using Dachshund.Context.Signing;

namespace Dachshund.Context.Tests.Links;

public sealed class LinkTokenTests : IDisposable
{
    private static readonly BigInteger s_order = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private readonly TempFolder folder = new();
    private readonly LinkVerifier verifier;

    public LinkTokenTests() => verifier = new LinkVerifier("web-1", Some.Trust(folder, Some.Key), Some.Time);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Signed_token_says_what_was_signed()
    {
        var text = Some.Token.Sign(Some.Key);
        var verdict = verifier.Verify(text);
        Assert.Equal(LinkOutcome.Valid, verdict.Outcome);
        Assert.Equal(Some.Token, verdict.Token);
        Assert.Equal(LinkVerifier.AuditIdOf(text), verdict.AuditId);
        Assert.Equal("34359738369:123456789:2", verdict.Token?.Field);
        Assert.Matches("^[0-9a-f]{16}$", verdict.AuditId);
        Assert.Matches("^[A-Za-z0-9_-]+$", text);
    }

    [Fact]
    public void Token_with_the_largest_values_makes_a_link_below_400_letters()
    {
        var text = Some.LargestToken.Sign(Some.Key);
        Assert.Equal(LinkToken.TextCharsMax, text.Length);
        var largest = new LinkVerifier(Some.LargestToken.Node, Some.Trust(folder), Some.Time);
        Assert.Equal(Some.LargestToken, largest.Verify(text).Token);
        var url = LinkUrl.Of("https", new string('a', 64) + ":65535", text);
        Assert.Equal(333, url.Length);
        Assert.EndsWith("#hit", url, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_altered_in_any_letter_in_any_way_is_refused()
    {
        var text = Some.Token.Sign(Some.Key);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(text);
        for (var at = 0; at < bytes.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[at] ^= (byte)(1 << bit);
                AssertRefused(CanonicalText.Encode(bytes));
                bytes[at] ^= (byte)(1 << bit);
            }
        }

        foreach (var letter in "A_-9z%=./ \n\0é\uFFFF")
        {
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] != letter)
                    AssertRefused(text[..at] + letter + text[(at + 1)..]);
            }
        }
    }

    [Fact]
    public void Token_cut_or_made_longer_is_malformed()
    {
        var text = Some.Token.Sign(Some.Key);
        for (var length = 0; length < text.Length; length++)
            Assert.Equal(LinkOutcome.Malformed, verifier.Verify(text[..length]).Outcome);
        foreach (var more in new[] { "A", "AA", "AAA", "AAAA", "=", "==", "\n", " ", "%00", "/", "/..", "#hit", new string('A', 100_000) })
        {
            Assert.Equal(LinkOutcome.Malformed, verifier.Verify(text + more).Outcome);
            Assert.Equal(LinkOutcome.Malformed, verifier.Verify(more + text).Outcome);
        }

        Assert.Equal(LinkOutcome.Malformed, verifier.Verify(null).Outcome);
    }

    [Fact]
    public void Same_bytes_in_another_form_are_malformed()
    {
        // Lengths of all three remainders of base64, so that letters with bits to spare are among them.
        foreach (var node in new[] { "a", "ab", "abc" })
        {
            var own = new LinkVerifier(node, Some.Trust(folder, Some.Key), Some.Time);
            var text = (Some.Token with { Node = node }).Sign(Some.Key);
            Assert.Equal(LinkOutcome.Valid, own.Verify(text).Outcome);
            var same = 0;
            foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
                same += own.Verify(text[..^1] + letter).Outcome == LinkOutcome.Valid ? 1 : 0;
            Assert.Equal(1, same);
            var padded = text + new string('=', (4 - text.Length % 4) % 4);
            Assert.Equal(padded == text ? LinkOutcome.Valid : LinkOutcome.Malformed, own.Verify(padded).Outcome);
            var plain = text.Replace('-', '+').Replace('_', '/');
            Assert.Equal(plain == text ? LinkOutcome.Valid : LinkOutcome.Malformed, own.Verify(plain).Outcome);
            Assert.Equal(LinkOutcome.Malformed, own.Verify(text.Insert(9, " ")).Outcome);
            Assert.Equal(LinkOutcome.Malformed, own.Verify(text.Insert(9, "\n")).Outcome);
        }
    }

    [Fact]
    public void Other_signature_that_says_the_same_is_refused_and_none_is_made()
    {
        for (var i = 0; i < 20; i++)
        {
            var bytes = System.Buffers.Text.Base64Url.DecodeFromChars((Some.Token with { Offset = i }).Sign(Some.Key));
            var s = new BigInteger(bytes.AsSpan(^32..), isUnsigned: true, isBigEndian: true);
            Assert.True(s * 2 < s_order);
            (s_order - s).ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes, bytes.Length - 32);
            Assert.Equal(LinkOutcome.BadSignature, verifier.Verify(CanonicalText.Encode(bytes)).Outcome);
        }
    }

    [Fact]
    public void Signature_of_zeros_or_of_the_order_is_refused()
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Some.Token.Sign(Some.Key));
        bytes.AsSpan(^64..).Clear();
        Assert.Equal(LinkOutcome.BadSignature, verifier.Verify(CanonicalText.Encode(bytes)).Outcome);
        s_order.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(bytes, bytes.Length - 64);
        bytes[^1] = 1;
        Assert.Equal(LinkOutcome.BadSignature, verifier.Verify(CanonicalText.Encode(bytes)).Outcome);
    }

    [Fact]
    public void Token_of_another_node_or_time_or_key_is_refused_for_that()
    {
        var other = LinkKey.Create(Some.Now, Some.Day);
        Assert.Equal(LinkOutcome.OtherNode, Outcome(Some.Token with { Node = "web-2" }));
        Assert.Equal(LinkOutcome.Expired, Outcome(Some.Token with { Expires = Some.Truncate(Some.Now) }));
        Assert.Equal(LinkOutcome.Valid, Outcome(Some.Token with { Expires = Some.Truncate(Some.Now).AddSeconds(1) }));
        Assert.Equal(LinkOutcome.Valid, Outcome(Some.Token with { HitTime = Some.Now + LinkClock.Skew }));
        Assert.Equal(LinkOutcome.FromTheFuture, Outcome(Some.Token with { HitTime = Some.Now.AddMilliseconds(1) + LinkClock.Skew }));
        Assert.Equal(LinkOutcome.UnknownKey, verifier.Verify(Some.Token.Sign(other)).Outcome);

        // The id of a trusted key on what another one signed.
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Some.Token.Sign(other));
        System.Buffers.Text.Base64Url.DecodeFromChars(Some.Token.Sign(Some.Key)).AsSpan(1, 8).CopyTo(bytes.AsSpan(1));
        Assert.Equal(LinkOutcome.BadSignature, verifier.Verify(CanonicalText.Encode(bytes)).Outcome);
    }

    [Fact]
    public void Signature_for_a_key_statement_is_none_for_a_link()
    {
        // What a key signs under one name it hasn't signed under another: both would else be 64 bytes over some bytes.
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(Some.Token.Sign(Some.Key));
        Some.Key.Sign("dachshund link key 1\0"u8, bytes.AsSpan(0, bytes.Length - 64)).CopyTo(bytes, bytes.Length - 64);
        Assert.Equal(LinkOutcome.BadSignature, verifier.Verify(CanonicalText.Encode(bytes)).Outcome);
    }

    [Fact]
    public void Key_that_has_expired_opens_nothing()
    {
        var brief = LinkKey.Create(Some.Now, TimeSpan.FromHours(1));
        using var another = new TempFolder();
        var trusted = Some.Trust(another, brief);
        var later = new LinkVerifier("web-1", trusted, new FixedTime(Some.Now.AddHours(2)));
        Assert.Equal(LinkOutcome.Valid, new LinkVerifier("web-1", trusted, Some.Time).Verify(Some.Token.Sign(brief)).Outcome);
        Assert.Equal(LinkOutcome.UnknownKey, later.Verify(Some.Token.Sign(brief)).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Web")]
    [InlineData("a/b")]
    [InlineData("é")]
    public void No_token_is_made_for_a_name_that_no_node_has(string node) =>
        Assert.Throws<ArgumentException>(() => (Some.Token with { Node = node }).Sign(Some.Key));

    [Fact]
    public void No_token_is_made_of_values_out_of_range()
    {
        foreach (var token in new[]
        {
            Some.Token with { Node = new string('a', 65) }, Some.Token with { Offset = -1 }, Some.Token with { Length = -1 },
            Some.Token with { Generation = -1 }, Some.Token with { Offset = long.MaxValue, Length = 1 },
            Some.Token with { HitTime = DateTimeOffset.UnixEpoch.AddSeconds(-1) },
            Some.Token with { Expires = DateTimeOffset.MaxValue },
        })
        {
            Assert.Throws<ArgumentException>(() => token.Sign(Some.Key));
        }
    }

    private LinkOutcome Outcome(LinkToken token) => verifier.Verify(token.Sign(Some.Key)).Outcome;

    private void AssertRefused(string text)
    {
        var verdict = verifier.Verify(text);
        Assert.NotEqual(LinkOutcome.Valid, verdict.Outcome);
        Assert.Null(verdict.Token);
    }
}
