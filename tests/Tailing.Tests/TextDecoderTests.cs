using System.Text;

namespace Dachshund.Tailing.Tests;

public sealed class TextDecoderTests
{
    private static readonly Encoding s_gbk = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    [Fact]
    public void Ascii_and_utf8_are_utf8()
    {
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect(default));
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect("ERROR disk full\n"u8));
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect("ERROR 磁盘已满 😀 é\n"u8));
        Assert.Equal("ERROR 磁盘已满 😀 é", Read("ERROR 磁盘已满 😀 é"u8.ToArray()));
    }

    [Theory]
    [InlineData("ERROR 磁盘已满，无法写入文件")]
    [InlineData("2026-01-01 数据库连接失败：超时\n2026-01-01 正在重试\n")]
    [InlineData("镕㐀 😀 ɑ")] // GBK only, a sequence of four bytes, beyond the first plane
    public void Text_in_gb18030_is_read_as_it_was_written(string text)
    {
        var bytes = s_gbk.GetBytes(text);
        Assert.Equal(TextEncoding.Gb18030, TextDecoder.Detect(bytes));
        Assert.Equal(text, Read(bytes));
    }

    [Fact]
    public void Utf8_with_a_few_bad_bytes_stays_utf8()
    {
        byte[] bytes = [.. "磁盘已满 "u8, 0xff, 0x80, .. " 正在重试"u8];
        Assert.Equal("磁盘已满 \uFFFD\uFFFD 正在重试", Read(bytes));
    }

    [Fact]
    public void Window_that_cuts_characters_in_two_is_still_utf8()
    {
        var bytes = "磁盘已满"u8.ToArray();
        for (var start = 0; start < 3; start++)
            for (var end = bytes.Length; end > bytes.Length - 3; end--)
                Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect(bytes.AsSpan(start..end)));
    }

    [Fact]
    public void Ascii_behind_or_before_half_a_character_is_utf8()
    {
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect([0x81, 0x98, .. " one"u8]));
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect([.. "one "u8, 0xe7, 0xa3]));
    }

    [Fact]
    public void One_line_of_gb18030_among_ascii_decides_and_among_much_utf8_does_not()
    {
        var line = s_gbk.GetBytes("磁盘已满\n");
        Assert.Equal(TextEncoding.Gb18030, TextDecoder.Detect([.. "one\ntwo\n"u8, .. line, .. "three\n"u8]));
        Assert.Equal(TextEncoding.Utf8, TextDecoder.Detect([.. "数据库连接失败，正在重试\n"u8, .. line]));
    }

    [Theory]
    [InlineData("61 FF 62", "a\uFFFDb")]
    [InlineData("61 E4 B8 62", "a\uFFFD\uFFFDb")] // three bytes of which the last is missing
    [InlineData("F0 9F 98", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("ED A0 80", "\uFFFD\uFFFD\uFFFD")] // half a surrogate pair
    [InlineData("C0 AF", "\uFFFD\uFFFD")] // a slash made too long
    public void Each_bad_byte_is_one_replacement_character_in_utf8(string hex, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Bytes(hex), TextEncoding.Utf8));

    [Theory]
    [InlineData("61 FF 62", "a\uFFFDb")]
    [InlineData("B4 C5 81 0A 61", "磁\uFFFD\na")] // a first byte without its second keeps the newline
    [InlineData("B4 C5 B4", "磁\uFFFD")]
    [InlineData("81 30 81", "\uFFFD\uFFFD\uFFFD")]
    public void Each_bad_byte_is_one_replacement_character_in_gb18030(string hex, string text) =>
        Assert.Equal(text, TextDecoder.Decode(Bytes(hex), TextEncoding.Gb18030));

    [Fact]
    public void Any_bytes_become_text_in_either_encoding()
    {
        var random = new Random(7);
        var bytes = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var some = bytes.AsSpan(0, random.Next(bytes.Length + 1));
            _ = TextDecoder.Detect(some);
            Assert.True(TextDecoder.Decode(some, TextEncoding.Utf8).Length <= some.Length);
            Assert.True(TextDecoder.Decode(some, TextEncoding.Gb18030).Length <= some.Length);
        }
    }

    private static string Read(byte[] bytes) => TextDecoder.Decode(bytes, TextDecoder.Detect(bytes));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
