namespace Dachshund.Tailing.Tests;

public sealed class RotationTests : IDisposable
{
    private const string Banner = "==== the same banner in each file, and it is long enough to fill the guard ====\n";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Renamed_file_is_read_to_its_end_by_its_handle()
    {
        var path = folder.Write("app.log", "one\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        TempFolder.Append(path, "two\n");
        File.Move(path, folder.At("app.log.1"));
        folder.Write("app.log", "other\n");
        Assert.Equal((FileState.Grown, true, false), Look(file));
        Assert.Equal("two\n", Some.ReadText(file));
        file.Path = folder.At("app.log.1");
        Assert.False(file.Observe().Renamed);
    }

    [Fact]
    public void Deleted_file_is_read_to_its_end_by_its_handle()
    {
        var path = folder.Write("app.log", "one\ntwo");
        using var file = Some.Tail(path);
        File.Delete(path);
        Assert.Equal((FileState.Deleted, true, true), Look(file));
        Assert.Equal(7, file.Observe().UnreadBytes);
        Assert.Equal("one\ntwo", Some.ReadText(file, final: true));
        Assert.Equal(0, file.Observe().UnreadBytes);
    }

    [Fact]
    public void File_replaced_by_a_folder_is_renamed_and_read_on()
    {
        var path = folder.Write("app.log", "one\n");
        using var file = Some.Tail(path);
        File.Move(path, folder.At("app.log.1"));
        Directory.CreateDirectory(path);
        Assert.Equal((FileState.Grown, true, false), Look(file));
        Assert.Equal("one\n", Some.ReadText(file));
    }

    [Fact]
    public void Truncated_file_begins_its_next_generation_at_offset_zero()
    {
        var path = folder.Write("app.log", "one\ntwo\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        Rewrite(path, "x\n");
        Assert.Equal(FileState.Truncated, file.Observe().State);
        Assert.False(file.TryReadChunk(false, out _));
        file.BeginNextGeneration();
        Assert.Equal((1, 0L, 2), (file.Generation, file.Offset, file.Head.Length));
        Assert.Equal("x\n", Some.ReadText(file));
        Assert.EndsWith(":1", file.Checkpoint(2).Field, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_has_grown_past_the_offset_after_truncation_is_told_by_its_head()
    {
        var path = folder.Write("app.log", "one\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        Rewrite(path, "another\nbeginning\n");
        Assert.Equal(FileState.Truncated, file.Observe().State);
        file.BeginNextGeneration();
        Assert.Equal("another\nbeginning\n", Some.ReadText(file));
    }

    [Fact]
    public void Unread_file_that_was_rewritten_is_told_by_its_head()
    {
        var path = folder.Write("app.log", "half a line");
        using var file = Some.Tail(path);
        Rewrite(path, "other bytes\n");
        Assert.False(file.TryReadChunk(false, out _));
        Assert.Equal(FileState.Truncated, file.Observe().State);
    }

    [Fact]
    public void File_rewritten_with_the_same_kilobyte_of_banner_is_told_by_the_bytes_before_the_offset()
    {
        var banner = string.Concat(Enumerable.Repeat(Banner, 20));
        var path = folder.Write("app.log", banner + "one\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        Rewrite(path, banner + "two\nthree\n");
        Assert.Equal(FileState.Truncated, file.Observe().State);
    }

    [Fact]
    public void File_rewritten_between_a_look_and_a_read_is_not_misread()
    {
        var banner = string.Concat(Enumerable.Repeat(Banner, 20));
        var path = folder.Write("app.log", banner + "one\n");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        TempFolder.Append(path, "two\n");
        Assert.Equal(FileState.Grown, file.Observe().State);
        Rewrite(path, banner + "xyz\nthree\n");
        Assert.False(file.TryReadChunk(false, out _));
        Assert.Equal(FileState.Truncated, file.Observe().State);
    }

    [Fact]
    public void Half_line_that_became_shorter_is_told_by_the_head()
    {
        var path = folder.Write("app.log", "one\ntwo thr");
        using var file = Some.Tail(path);
        Some.ReadText(file);
        Rewrite(path, "one\ntwo\n");
        Assert.Equal(FileState.Truncated, file.Observe().State);
    }

    [Fact]
    public void File_that_kept_its_head_but_lost_its_end_is_truncated_also_after_a_restart()
    {
        var path = folder.Write("app.log", string.Concat(Enumerable.Repeat(Banner, 40)));
        using var file = Some.Tail(path);
        Some.ReadText(file);
        var checkpoint = file.Checkpoint(file.Offset);
        using (var handle = File.OpenWrite(path))
            handle.SetLength(Banner.Length * 20);
        Assert.False(file.TryReadChunk(final: true, out _));
        Assert.Equal((FileState.Truncated, 0L), (file.Observe().State, file.Observe().UnreadBytes));
        using var resumed = Some.Tail(path, checkpoint);
        Assert.Equal((1, 0L), (resumed.Generation, resumed.Offset));
    }

    [Fact]
    public void Resumed_file_that_is_shorter_than_the_offset_is_the_next_generation()
    {
        var path = folder.Write("app.log", "one\ntwo\n");
        var checkpoint = CheckpointAtEnd(path);
        Rewrite(path, "one\n");
        using var file = Some.Tail(path, checkpoint);
        Assert.Equal((1, 0L), (file.Generation, file.Offset));
        Assert.Equal("one\n", Some.ReadText(file));
    }

    [Fact]
    public void Resumed_file_that_was_rewritten_and_has_grown_is_the_next_generation()
    {
        var path = folder.Write("app.log", "one\n");
        var checkpoint = CheckpointAtEnd(path);
        Rewrite(path, "another\nbeginning\n");
        using var file = Some.Tail(path, checkpoint);
        Assert.Equal((1, 0L), (file.Generation, file.Offset));
        Assert.Equal("another\nbeginning\n", Some.ReadText(file));
    }

    [Fact]
    public void Inode_with_another_head_is_the_next_generation()
    {
        var path = folder.Write("app.log", "one\n");
        var stored = CheckpointAtEnd(path);
        var other = folder.Write("other.log", "different, and longer\n");
        var reused = stored with { Identity = TempFolder.IdentityOf(other), Generation = 4 };
        using var file = Some.Tail(other, reused);
        Assert.Equal((5, 0L), (file.Generation, file.Offset));
    }

    [Fact]
    public void Tiny_file_that_has_grown_is_still_the_same_file()
    {
        var path = folder.Write("app.log", "1\n");
        var checkpoint = CheckpointAtEnd(path);
        Assert.Equal(2, checkpoint.Head.Length);
        TempFolder.Append(path, string.Concat(Enumerable.Repeat("more\n", 1000)));
        using var file = Some.Tail(path, checkpoint);
        Assert.Equal((0, 2L), (file.Generation, file.Offset));
        Assert.Equal(1024, file.Head.Length);
    }

    [Fact]
    public void Device_number_of_an_earlier_start_does_not_hinder_and_is_kept_in_the_checkpoint()
    {
        var path = folder.Write("app.log", "one\n");
        var stored = CheckpointAtEnd(path);
        stored = stored with { Identity = stored.Identity with { Device = 77 } };
        using var file = Some.Tail(path, stored);
        Assert.Equal((0, 4L), (file.Generation, file.Offset));
        Assert.Equal(stored.Field, file.Checkpoint(4).Field);
        Assert.Equal(TempFolder.IdentityOf(path), file.Identity);
    }

    [Fact]
    public void File_that_took_the_place_of_the_expected_one_is_not_opened()
    {
        var path = folder.Write("app.log", "one\n");
        var expected = TempFolder.IdentityOf(path);
        File.Move(path, folder.At("app.log.1"));
        folder.Write("app.log", "two\n");
        Assert.Null(TailedFile.TryOpen(path, expected, null, Some.Options, out var problem));
        Assert.Contains("another file", problem, StringComparison.Ordinal);
    }

    private static (FileState State, bool Renamed, bool Deleted) Look(TailedFile file)
    {
        var look = file.Observe();
        return (look.State, look.Renamed, look.Deleted);
    }

    private static FileCheckpoint CheckpointAtEnd(string path)
    {
        using var file = Some.Tail(path);
        Some.ReadText(file);
        return file.Checkpoint(file.Offset);
    }

    /// <summary>In place: the inode stays.</summary>
    private static void Rewrite(string path, string text) => File.WriteAllText(path, text);
}
