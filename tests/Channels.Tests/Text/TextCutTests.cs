using System.Text;
using System.Text.Json;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.Tests.Text;

/// <summary>Measuring and cutting.</summary>
public sealed class TextCutTests
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = TextCut.Encoder };

    [Theory]
    [InlineData("plain")]
    [InlineData("磁盘已满 🐕 \" \\ / \n\t\u0001\u2028\uE000<&>'é")]
    public void The_measure_is_what_the_writer_writes(string text)
    {
        var written = JsonSerializer.SerializeToUtf8Bytes(text, s_options);

        Assert.Equal(written.Length - 2, TextCut.JsonBytes(text));
    }

    [Fact]
    public void A_cut_never_splits_a_character_and_takes_as_much_as_fits()
    {
        var text = Some.Text(200);
        for (var room = 0; room <= TextCut.JsonBytes(text); room++)
        {
            var cut = TextCut.ToCost(text, room, TextCut.JsonBytes);

            Assert.StartsWith(cut, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Rune.ReplacementChar, cut.EnumerateRunes());
            Assert.InRange(TextCut.JsonBytes(cut), Math.Max(0, room - 11), room);
        }
    }

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "ab…")]
    [InlineData("a🐕cd", 3, "a…")]
    [InlineData("🐕🐕🐕", 1, "…")]
    public void A_title_is_cut_by_utf16_units(string text, int charsMax, string cut) =>
        Assert.Equal(cut, TextCut.ToChars(text, charsMax));
}
