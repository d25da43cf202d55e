using System.Text;

namespace Dachshund.Tailing.Tests;

public sealed class ChunkReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public void Chunks_are_the_file_and_end_at_lines(int longest)
    {
        var random = new Random(longest);
        var text = new StringBuilder();
        for (var i = 0; i < 200; i++)
            text.Append('x', random.Next(longest + 1)).Append('\n');
        foreach (var end in new[] { "", "last line without newline" })
        {
            var whole = text + end;
            using var reader = ChunkReader.TryOpen(folder.Write("a", whole), out var problem, 4096);
            Assert.Null(problem);
            AssertReads(reader!, whole);
            using var pipe = new PipeLikeStream(Encoding.UTF8.GetBytes(whole), new Random(longest));
            using var second = ChunkReader.Over(pipe, 4096);
            AssertReads(second, whole);
        }
    }

    [Fact]
    public void Empty_file_and_what_is_no_file_give_nothing()
    {
        using var reader = ChunkReader.TryOpen(folder.Write("a", ""), out _);
        Assert.False(reader!.TryRead(out _, out _));
        TempFolder.MakeFifo(folder.At("fifo"));
        Assert.Null(ChunkReader.TryOpen(folder.At("fifo"), out var problem));
        Assert.Contains("FIFO", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_beyond_all_bounds_is_cut_and_the_next_one_is_whole()
    {
        using var pipe = new PipeLikeStream(ChunkReader.LineBytesMax + 1000, "\nnext\n"u8.ToArray());
        using var reader = ChunkReader.Over(pipe);
        Assert.True(reader.TryRead(out var content, out var start));
        Assert.Equal((ChunkReader.LineBytesMax, 0L), (content.Length, start));
        Assert.True(reader.TryRead(out content, out start));
        Assert.Equal(("next\n", ChunkReader.LineBytesMax + 1001L), (Encoding.UTF8.GetString(content.Span), start));
        Assert.False(reader.TryRead(out _, out _));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        var file = folder.Write("a", string.Concat(Enumerable.Repeat("a line\n", 100_000)));
        ReadOut(file);
        Assert.Equal(0, ReadOut(file));

        // What the runtime itself allocates at a first call isn't the reader's.
        static long ReadOut(string file)
        {
            using var reader = ChunkReader.TryOpen(file, out _, 4096)!;
            reader.TryRead(out _, out _);
            var before = GC.GetAllocatedBytesForCurrentThread();
            while (reader.TryRead(out _, out _))
            {
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void AssertReads(ChunkReader reader, string text)
    {
        var read = new StringBuilder();
        while (reader.TryRead(out var content, out var start))
        {
            Assert.Equal(read.Length, start);
            read.Append(Encoding.UTF8.GetString(content.Span));
            Assert.True(read[^1] == '\n' || read.Length == text.Length);
        }

        Assert.Equal(text, read.ToString());
    }
}
