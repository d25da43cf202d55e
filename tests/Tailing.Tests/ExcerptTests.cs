using System.Text;

namespace Dachshund.Tailing.Tests;

/// <summary>What is shown of a file, whatever it holds: the whole text, or head and tail, with exact places.</summary>
public sealed class ExcerptTests : IDisposable
{
    private static readonly Encoding s_gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("备份失败: no space\n")]
    [InlineData("备份失败: 磁盘已满, 请检查\r\n第二行\r\n")]
    public void Text_in_any_encoding_is_read(string text)
    {
        var expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
        Encoding[] encodings = [new UTF8Encoding(false), new UTF8Encoding(true), s_gbk, Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (var encoding in encodings)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            var part = Assert.Single(Read(bytes).Parts);
            Assert.Equal(expected, part.Text);
            Assert.Equal((encoding.GetPreamble().Length, bytes.Length), ((int)part.Offset, (int)part.Offset + part.Length));
        }
    }

    [Fact]
    public void A_file_without_text_has_no_parts()
    {
        Assert.Empty(Read([]).Parts);
        Assert.Empty(Read("\n\n  \n"u8.ToArray()).Parts);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(100)]
    [InlineData(5000)]
    public void Of_many_lines_the_first_ten_and_the_last_ten_are_shown(int count)
    {
        var lines = Enumerable.Range(1, count).Select(number => $"行 {number}").ToArray();
        foreach (var encoding in (Encoding[])[Encoding.UTF8, s_gbk])
        {
            var bytes = encoding.GetBytes(string.Join('\n', lines) + "\n");
            var parts = Read(bytes).Parts;
            Assert.Equal(2, parts.Length);
            Assert.Equal(string.Join('\n', lines.Take(10)), parts[0].Text);
            Assert.Equal(string.Join('\n', lines.TakeLast(10)), parts[1].Text);
            Assert.Equal(encoding.GetByteCount(string.Join('\n', lines.Take(10)) + "\n"), parts[0].Length);
            Assert.Equal(bytes.Length, parts[1].Offset + parts[1].Length);
        }
    }

    [Fact]
    public void What_fits_into_two_parts_has_nothing_cut_out()
    {
        var text = string.Concat(Enumerable.Range(1, 16).Select(number => $"line {number}\n"));
        var parts = Read(Encoding.UTF8.GetBytes(text)).Parts;
        Assert.Equal(parts[1].Offset, parts[0].Length);
        Assert.Equal(text, parts[0].Text + "\n" + parts[1].Text + "\n");
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(30_000)]
    public void Of_one_long_line_both_ends_are_shown_and_no_character_is_cut_in_two(int count)
    {
        foreach (var sign in (string[])["x", "错", "🐕"])
        {
            // One more at the front, so that a cut at an even place would hit a pair's middle.
            var text = "a" + string.Concat(Enumerable.Repeat(sign, count)) + "z";
            var parts = Read(Encoding.UTF8.GetBytes(text)).Parts;
            Assert.All(parts, part => Assert.InRange(part.Text.Length, ExcerptPart.PartCharsMax - 1, ExcerptPart.PartCharsMax));
            Assert.StartsWith("a" + sign, parts[0].Text, StringComparison.Ordinal);
            Assert.EndsWith(sign + "z", parts[1].Text, StringComparison.Ordinal);
            Assert.DoesNotContain(parts, part => part.Text.EnumerateRunes().Contains(Rune.ReplacementChar));
            Assert.Equal(Encoding.UTF8.GetByteCount(text), parts[1].Offset + parts[1].Length);
        }
    }

    [Fact]
    public void Any_bytes_give_parts_within_the_file_and_within_their_limits()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(0, 20_000)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i += random.Next(1, 400))
                bytes[i] = (byte)'\n';
            var parts = Read(bytes).Parts;
            Assert.All(parts, part =>
            {
                Assert.InRange(part.Text.Length, 1, ExcerptPart.PartCharsMax);
                Assert.InRange(part.Text.Split('\n').Length, 1, ExcerptPart.PartLinesMax);
                Assert.InRange(part.Offset, 0, bytes.Length);
            });
        }
    }

    private FileExcerpt Read(byte[] bytes)
    {
        File.WriteAllBytes(folder.At("a.err"), bytes);
        var excerpt = new FileTree(folder.Root, ["err"]).Read("a.err", out var problem);
        Assert.Null(problem);
        return excerpt!;
    }
}
