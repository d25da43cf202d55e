using Dachshund.Actors.FileTail;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Tailing;

namespace Dachshund.Actors.Tests.FileTail;

/// <summary>Each way out of each stage of a tailer, with the answer that it waits for early, late, and never.</summary>
public sealed class FileTailActorTests : IAsyncDisposable
{
    private readonly TailScene _scene = new();

    private string Log => _scene.Log;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_file_that_grows_and_is_written_anew_says_once_that_it_is_started_and_drained()
    {
        await StartAsync("one\n");
        await _scene.Catalog.ExpectAsync<StartStored>();
        await _scene.MatchAsync();
        await _scene.Catalog.ExpectAsync<FileDrained>(drained => drained.Ticket == 0);

        await File.AppendAllTextAsync(Log, "two\n");
        await _scene.LookAsync();
        await _scene.MatchAsync();
        await File.WriteAllTextAsync(Log, "x\n");
        await _scene.LookAsync();
        await EndAsync(turn: 1);
        await _scene.StartGenerationAsync(generation: 1, turn: 2);
        await _scene.MatchAsync();
        await _scene.Catalog.ExpectNoneAsync();

        _scene.Gauge.Ticket = 7;
        await _scene.LookAsync();
        await _scene.Catalog.ExpectAsync<FileDrained>(drained => drained.Ticket == 7);
    }

    [Theory]
    [InlineData("matched")]
    [InlineData("stored")]
    public async Task A_truncation_seen_while_a_chunk_is_on_its_way_ends_the_generation_when_its_answer_comes(string answer)
    {
        await StartAsync("one ERROR\n");
        var chunk = await _scene.ChunkAsync();
        await File.WriteAllTextAsync(Log, "new\n");
        await _scene.LookAsync();
        Assert.Equal(TailStage.Over, _scene.Gauge.Stage);

        _scene.Tailer.Tell(answer == "matched"
            ? new ChunkMatched(chunk.Turn)
            : new ProgressStored(chunk.Turn, chunk.Checkpoint.Offset, Credits: 1, Done: false));
        await _scene.SettleAsync();
        Assert.Null(TailScene.LostBy(await EndAsync(turn: 1)));
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_truncation_seen_after_the_answer_ends_the_generation_at_once()
    {
        await StartAsync("one ERROR\n");
        await _scene.MatchAsync();
        await File.WriteAllTextAsync(Log, "new\n");
        await _scene.LookAsync();
        await EndAsync(turn: 1);
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_chunk_whose_answer_never_comes_because_the_writer_crashed_is_lost_by_name_when_the_file_was_truncated_meanwhile()
    {
        await StartAsync("one ERROR\n");
        await _scene.ChunkAsync();
        await File.WriteAllTextAsync(Log, "new\n");
        await _scene.LookAsync();

        _scene.Tailer.Tell(WriterStarted.Instance);
        await _scene.AttachAsync(generation: 0, position: 0, turn: 2);
        var end = await _scene.StoreAsync(turn: 2);
        Assert.Equal((0, 10), TailScene.LostBy(end));
        Assert.Equal((0, 10, true), (end.Start, end.Checkpoint.Offset, end.Checkpoint.Done));
        await GoesOnAsync(turn: 3);
    }

    [Fact]
    public async Task A_chunk_on_which_the_matcher_failed_is_lost_by_name_when_the_file_was_truncated_meanwhile()
    {
        await StartAsync("one ERROR\n");
        var chunk = await _scene.ChunkAsync();
        await File.WriteAllTextAsync(Log, "new\n");
        await _scene.LookAsync();

        _scene.Tailer.Tell(new ChunkFailed(chunk.Turn, 0, 10, "no"));
        await _scene.AttachAsync(generation: 0, position: 0, turn: 2);
        Assert.Equal((0, 10), TailScene.LostBy(await _scene.StoreAsync(turn: 2)));
        await GoesOnAsync(turn: 3);
    }

    [Fact]
    public async Task What_was_seen_but_not_read_when_credit_was_out_is_lost_by_name_after_a_truncation()
    {
        await StartAsync("");
        for (var i = 0; i < TailScene.Credits; i++)
        {
            await File.AppendAllTextAsync(Log, "line\n");
            await _scene.LookAsync();
        }

        await File.AppendAllTextAsync(Log, "unread\n");
        await _scene.LookAsync();
        await File.WriteAllTextAsync(Log, "n\n");
        await _scene.LookAsync();
        for (var i = 0; i < TailScene.Credits; i++)
            await _scene.MatchAsync();
        Assert.Equal((40, 47), TailScene.LostBy(await EndAsync(turn: 1)));
        await GoesOnAsync();
    }

    [Fact]
    public async Task A_half_line_that_is_cut_off_is_no_lost_line()
    {
        await StartAsync("whole\nhalf");
        await _scene.MatchAsync();
        await File.WriteAllTextAsync(Log, "n\n");
        await _scene.LookAsync();
        Assert.Null(TailScene.LostBy(await EndAsync(turn: 1)));
    }

    [Fact]
    public async Task An_end_whose_answer_never_comes_is_stored_again_when_the_writer_is_anew()
    {
        await StartAsync("one\n");
        await _scene.MatchAsync();
        await File.WriteAllTextAsync(Log, "n\n");
        await _scene.LookAsync();
        var first = await _scene.Writer.FishAsync<FileProgress>(progress => progress.Checkpoint.Done);

        _scene.Tailer.Tell(WriterStarted.Instance);
        await _scene.AttachAsync(generation: 0, position: 4, turn: 2);
        // Late: the answer of the writer that crashed.
        _scene.Store(first);
        await _scene.SettleAsync();
        Assert.Equal(TailStage.Ending, _scene.Gauge.Stage);
        await EndAsync(turn: 2);
        await GoesOnAsync(turn: 3);
    }

    [Fact]
    public async Task A_start_whose_answer_never_comes_is_stored_again_when_the_writer_is_anew()
    {
        await File.WriteAllTextAsync(Log, "one\n");
        _scene.Start();
        await _scene.AttachAsync(generation: 0, position: null, turn: 1);
        Assert.Equal(TailStage.Starting, _scene.Gauge.Stage);
        _scene.Tailer.Tell(WriterStarted.Instance);
        await _scene.AttachAsync(generation: 0, position: null, turn: 2);
        await _scene.StoreAsync(turn: 2);
        await _scene.MatchAsync();
        await _scene.Catalog.ExpectAsync<StartStored>();
        await _scene.Catalog.ExpectAsync<FileDrained>();
    }

    [Fact]
    public async Task A_rewind_is_followed_in_every_stage_and_answers_of_the_turn_before_mean_nothing()
    {
        await StartAsync("one\ntwo\n");
        var chunk = await _scene.ChunkAsync();
        _scene.Tailer.Tell(new RewindFile(chunk.Checkpoint.Field, 2, 4));
        await _scene.SettleAsync();
        var again = await _scene.ChunkAsync();
        Assert.Equal((4, 2), (again.Chunk.Start, again.Turn));
        _scene.Tailer.Tell(new ChunkMatched(chunk.Turn));
        await _scene.SettleAsync();
        Assert.Equal(0, _scene.Catalog.Waiting - 1); // StartStored only: nothing is drained.
        _scene.Tailer.Tell(new ChunkMatched(again.Turn));
        await _scene.Catalog.FishAsync<FileDrained>();

        // While its end is on the way.
        await File.WriteAllTextAsync(Log, "n\n");
        await _scene.LookAsync();
        await _scene.Writer.FishAsync<FileProgress>(progress => progress.Checkpoint.Done);
        _scene.Tailer.Tell(new RewindFile(chunk.Checkpoint.Field, 3, 0));
        await _scene.SettleAsync();
        Assert.Equal((0, 8), TailScene.LostBy(await EndAsync(turn: 3)));
        await GoesOnAsync(turn: 4);
    }

    [Fact]
    public async Task A_held_file_stores_its_start_and_reads_when_it_is_held_no_more()
    {
        _scene.Gauge.Held = true;
        await StartAsync("one\n");
        Assert.Equal(TailStage.Held, _scene.Gauge.Stage);
        Assert.Equal(0, _scene.Matchers.Waiting);
        _scene.Gauge.Held = false;
        await _scene.LookAsync();
        await _scene.MatchAsync();
        await _scene.Catalog.FishAsync<FileDrained>();
    }

    [Fact]
    public async Task A_file_released_before_it_is_open_is_read_all_the_same()
    {
        _scene.Gauge.Held = true;
        await File.WriteAllTextAsync(Log, "one\n");
        _scene.Start();
        _scene.Gauge.Held = false;
        await _scene.LookAsync();
        await _scene.StartGenerationAsync(generation: 0, turn: 1);
        await _scene.MatchAsync();
    }

    [Fact]
    public async Task A_held_file_that_is_truncated_says_which_bytes_nobody_read()
    {
        _scene.Gauge.Held = true;
        await StartAsync("one\ntwo\n");
        await _scene.LookAsync();
        await File.WriteAllTextAsync(Log, "n\n");
        await _scene.LookAsync();
        Assert.Equal((0, 8), TailScene.LostBy(await EndAsync(turn: 1)));
        await _scene.StartGenerationAsync(generation: 1, turn: 2);
        Assert.Equal(TailStage.Held, _scene.Gauge.Stage);
        _scene.Gauge.Held = false;
        await _scene.LookAsync();
        await _scene.MatchAsync();
    }

    [Fact]
    public async Task A_file_renamed_between_its_finding_and_its_opening_is_opened_under_its_new_name()
    {
        await File.WriteAllTextAsync(Log, "one\n");
        var identity = new FileCatalog([new CatalogInput("app", [Log])]).Scan()[0].Identity;
        File.Move(Log, Log + ".1");
        await File.WriteAllTextAsync(Log, "another\n");
        _scene.Start(identity);
        await _scene.StartGenerationAsync(generation: 0, turn: 1);
        Assert.Equal(4, (await _scene.ChunkAsync()).Chunk.End);
    }

    [Fact]
    public async Task A_file_that_is_gone_before_it_could_be_opened_is_said_to_be()
    {
        await File.WriteAllTextAsync(Log, "one\n");
        var identity = new FileCatalog([new CatalogInput("app", [Log])]).Scan()[0].Identity;
        File.Delete(Log);
        _scene.Start(identity);
        Assert.Equal(identity, (await _scene.Catalog.ExpectAsync<FileGone>()).Identity);
    }

    [Fact]
    public async Task A_file_without_a_path_ends_after_a_quiet_time_but_not_if_it_grew_meanwhile()
    {
        await StartAsync("one\n");
        await _scene.MatchAsync();
        _scene.Gauge.Listed = false;
        await _scene.LookAsync();
        var end = await QuietAsync();
        // Written to while its end is on the way.
        await File.AppendAllTextAsync(Log, "two\n");
        _scene.Store(end);
        await _scene.AttachAsync(generation: 0, position: 4, turn: 2);
        Assert.Equal(8, (await _scene.ChunkAsync()).Chunk.End);
        _scene.Tailer.Tell(new ChunkMatched(2));
        _scene.Store(await QuietAsync());
        await _scene.Catalog.FishAsync<FileFinished>();
    }

    [Fact]
    public async Task A_file_without_a_path_is_not_at_its_end_because_it_is_looked_at_often_or_was_quiet_before()
    {
        await StartAsync("one\n");
        await _scene.MatchAsync();
        for (var second = 0; second < 6; second++)
        {
            await _scene.AdvanceAsync(TimeSpan.FromSeconds(1));
            await _scene.LookAsync();
        }

        (_scene.Gauge.Listed, _scene.Gauge.Ticket) = (false, 1);
        for (var look = 0; look < 200; look++)
            await _scene.LookAsync();
        Assert.Equal(TailStage.Reading, _scene.Gauge.Stage);
        await File.AppendAllTextAsync(Log, "late\n");
        await _scene.LookAsync();
        await _scene.MatchAsync();
        _scene.Store(await QuietAsync());
        await _scene.Catalog.FishAsync<FileFinished>();
    }

    [Fact]
    public async Task A_file_that_lost_its_path_while_its_tailer_was_not_there_ends_all_the_same()
    {
        _scene.Gauge.Listed = false;
        await StartAsync("one\n");
        await _scene.MatchAsync();
        _scene.Store(await QuietAsync());
        await _scene.Catalog.FishAsync<FileFinished>();
    }

    private async Task StartAsync(string content)
    {
        await File.WriteAllTextAsync(Log, content);
        _scene.Start();
        await _scene.StartGenerationAsync(generation: 0, turn: 1);
    }

    /// <summary>The end of the generation is stored.</summary>
    private async Task<FileProgress> EndAsync(long turn)
    {
        var end = await _scene.Writer.FishAsync<FileProgress>(progress => progress.Checkpoint.Done && progress.Turn == turn);
        _scene.Store(end);
        await _scene.SettleAsync();
        return end;
    }

    /// <summary>The next generation is read.</summary>
    private async Task GoesOnAsync(long turn = 2)
    {
        await _scene.StartGenerationAsync(generation: 1, turn);
        await _scene.MatchAsync();
        await File.AppendAllTextAsync(Log, "more\n");
        await _scene.LookAsync();
        await _scene.MatchAsync();
    }

    /// <summary>Nothing is written until the file ends; its end as it is to be stored.</summary>
    private async Task<FileProgress> QuietAsync()
    {
        for (var second = 0; second < 6; second++)
            await _scene.AdvanceAsync(TimeSpan.FromSeconds(1));
        return await _scene.Writer.FishAsync<FileProgress>(progress => progress.Checkpoint.Done);
    }
}
