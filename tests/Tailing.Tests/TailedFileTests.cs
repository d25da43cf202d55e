using System.Text;

namespace Dachshund.Tailing.Tests;

public sealed class TailedFileTests : IDisposable
{
    private static readonly TailOptions Small = new() { ChunkBytes = 4096, LineBytesMax = 100 };
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Half_line_is_kept_back_until_its_newline_comes()
    {
        var path = folder.Write("app.log", "one\ntw");
        using var file = Some.Tail(path);
        Assert.Equal("one\n", Some.ReadText(file));
        Assert.Equal(4, file.Offset);
        Assert.Equal(FileState.Quiet, file.Observe().State);
        TempFolder.Append(path, "o\nthree\n");
        Assert.Equal(FileState.Grown, file.Observe().State);
        Assert.Equal("two\nthree\n", Some.ReadText(file));
    }

    [Fact]
    public void Half_line_of_a_finished_file_is_handed_out()
    {
        using var file = Some.Tail(folder.Write("app.log", "one\ntwo"));
        Assert.Equal("one\n", Some.ReadText(file));
        Assert.Equal("two", Some.ReadText(file, final: true));
        Assert.Equal(7, file.Offset);
        Assert.Equal("", Some.ReadText(file, final: true));
    }

    [Fact]
    public void Reading_can_be_resumed_at_every_chunk_border()
    {
        var lines = Enumerable.Range(0, 2000).Select(line => $"line {line} {new string('x', line % 150)}\n");
        var text = string.Concat(lines);
        var path = folder.Write("app.log", text);
        var options = Small with { LineBytesMax = 1000 };
        using var file = Some.Tail(path, null, options);
        var borders = 0;
        while (file.TryReadChunk(false, out var chunk))
        {
            chunk.Dispose();
            borders++;
            using var again = Some.Tail(path, file.Checkpoint(chunk.End), options);
            Assert.Equal((0, chunk.End), (again.Generation, again.Offset));
            Assert.Equal(text[(int)chunk.End..], Some.ReadText(again));
        }

        Assert.InRange(borders, 20, 200);
    }

    [Fact]
    public void Line_of_the_largest_size_is_whole_and_one_byte_more_is_cut()
    {
        var fits = new string('a', 100);
        using var file = Some.Tail(folder.Write("app.log", $"one\n{fits}\n{fits}b\ntwo\n"), null, Small);
        Assert.Equal([("one\n" + fits + "\n", false), (fits, true), ("two\n", false)], Some.ReadChunks(file));
        Assert.Equal(file.Observe().SizeBytes, file.Offset);
    }

    [Fact]
    public void Line_longer_than_a_chunk_but_not_too_long_is_whole()
    {
        var line = new string('a', 50_000) + "\n";
        using var file = Some.Tail(
            folder.Write("app.log", "one\n" + line + "two\n"), null, Small with { LineBytesMax = 60_000 });
        Assert.Equal("one\n" + line + "two\n", Some.ReadText(file));
    }

    [Fact]
    public void Endless_line_gives_nothing_until_its_newline_and_then_its_beginning()
    {
        var path = folder.Write("app.log", "one\n");
        using var file = Some.Tail(path, null, Small);
        Some.ReadText(file);
        for (var i = 0; i < 50; i++)
        {
            TempFolder.Append(path, new string((char)('a' + i % 26), 1000));
            Assert.False(file.TryReadChunk(false, out _));
            Assert.Equal(4, file.Offset);
        }

        TempFolder.Append(path, "\ntwo\n");
        Assert.True(file.TryReadChunk(false, out var chunk));
        Assert.Equal((4L, 50_005L, true), (chunk.Start, chunk.End, chunk.IsCut));
        Assert.Equal(new string('a', 100), Encoding.UTF8.GetString(chunk.Content.Span));
        Assert.Equal("two\n", Some.ReadText(file));
    }

    [Fact]
    public void Search_for_the_end_of_a_long_line_stops_at_its_limit_and_goes_on()
    {
        var path = folder.Write("app.log", new string('a', 40_000) + "\ntwo\n");
        using var file = Some.Tail(path, null, Small with { ScanBytesMax = 8192 });
        var calls = 0;
        for (; !file.TryReadChunk(false, out var chunk); calls++)
            Assert.True(file.HasMore);
        Assert.Equal(4, calls);
        Assert.False(file.HasMore);
        Assert.Equal("two\n", Some.ReadText(file));
    }

    [Fact]
    public void Hole_that_a_writer_leaves_in_a_truncated_file_is_an_empty_chunk()
    {
        var path = folder.Write("app.log", "");
        using (var writer = File.OpenWrite(path))
        {
            writer.Position = 100_000;
            writer.Write("after\n"u8);
        }

        using var file = Some.Tail(path, null, Small);
        Assert.Equal([("", true), ("after\n", false)], Some.ReadChunks(file));
        Assert.Equal(100_006, file.Offset);
    }

    [Fact]
    public void File_that_began_with_a_hole_and_begins_with_text_now_is_the_next_generation()
    {
        var path = folder.Write("app.log", new string('\0', 2000) + "after\n");
        FileCheckpoint checkpoint;
        using (var file = Some.Tail(path))
        {
            Some.ReadText(file);
            checkpoint = file.Checkpoint(file.Offset);
        }

        using (var same = Some.Tail(path, checkpoint))
            Assert.Equal((0, 2006L), (same.Generation, same.Offset));
        File.WriteAllText(path, new string('x', 3000) + "\n");
        using var other = Some.Tail(path, checkpoint);
        Assert.Equal((1, 0L), (other.Generation, other.Offset));
    }

    [Fact]
    public void Reading_stops_at_the_bound_that_is_set()
    {
        using var file = Some.Tail(folder.Write("app.log", "one\ntwo\nthree\n"));
        file.StopAt = 8;
        Assert.Equal("one\ntwo\n", Some.ReadText(file));
        file.StopAt = 4;
        Assert.Equal("", Some.ReadText(file, final: true));
        file.StopAt = long.MaxValue;
        Assert.Equal("three\n", Some.ReadText(file));
    }

    [Fact]
    public void File_with_reserved_space_is_read_as_it_is_filled_in()
    {
        var path = folder.Write("app.log", "");
        using var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        writer.SetLength(50_000);
        using var file = Some.Tail(path, null, Small);
        foreach (var (written, read) in new[] { ("one\ntw", "one\n"), ("o\n", "two\n"), ("three\n", "three\n") })
        {
            Assert.Equal("", Some.ReadText(file));
            writer.Write(Encoding.UTF8.GetBytes(written));
            Assert.NotEqual(FileState.Truncated, file.Observe().State);
            Assert.Equal(read, Some.ReadText(file));
        }

        Assert.Equal(0, file.Generation);
    }

    [Fact]
    public void Seek_goes_back_and_reads_again()
    {
        var path = folder.Write("app.log", "one\ntwo\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        file.Seek(4);
        Assert.Equal("two\n", Some.ReadText(file));
        file.Seek(0);
        TempFolder.Append(path, "three\n");
        Assert.Equal("one\ntwo\nthree\n", Some.ReadText(file));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 4)]
    [InlineData(6, 4)]
    [InlineData(8, 8)]
    [InlineData(9008, 8)]
    public void Start_of_a_line_is_found_from_within_it(long offset, long start)
    {
        var path = folder.Write("app.log", "one\ntwo\n" + new string('x', 10_000));
        using var file = Some.Tail(path, null, Small with { LineBytesMax = 20_000 });
        Assert.Equal(start, file.FindLineStart(offset));
    }

    [Fact]
    public void Chunk_refuses_its_content_after_it_was_given_back()
    {
        using var file = Some.Tail(folder.Write("app.log", "one\n"));
        Assert.True(file.TryReadChunk(false, out var chunk));
        chunk.Dispose();
        chunk.Dispose();
        Assert.Throws<ObjectDisposedException>(() => chunk.Content);
    }

    [Fact]
    public void Reading_allocates_per_chunk_and_not_per_line()
    {
        var path = folder.Write("app.log", string.Concat(Enumerable.Repeat("a short line\n", 100_000)));
        using var file = Some.Tail(path);
        ReadAll(file);
        file.Seek(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var chunks = ReadAll(file);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(chunks, 3, 4);
        Assert.True(bytes <= chunks * 100, $"{bytes} bytes for {chunks} chunks");
    }

    [Fact]
    public void Looking_at_a_quiet_file_allocates_nothing()
    {
        using var file = Some.Tail(folder.Write("app.log", "one\n"));
        Some.ReadText(file);
        file.Observe();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            file.Observe();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static int ReadAll(TailedFile file)
    {
        var chunks = 0;
        for (; file.TryReadChunk(false, out var chunk); chunks++)
            chunk.Dispose();
        return chunks;
    }
}
