using Dachshund.Actors.DropFolder;
using Dachshund.Journal.Appends;

namespace Dachshund.Actors.Tests.DropFolder;

/// <summary>Each change of a file is told exactly once, whatever dies, waits or goes back.</summary>
public sealed class DropBookTests
{
    [Fact]
    public void What_is_there_at_the_very_first_start_is_noted_and_what_changes_or_comes_later_is_told()
    {
        var drop = new DropJournal();
        drop.Write("old.err");
        drop.StepAfter(5);
        Assert.Empty(drop.Told);
        Assert.True(drop.Book.IsStarted);
        drop.Write("old.err");
        drop.Write("new.err");
        drop.StepAfter(1);
        Assert.Equal(["new", "old"], drop.Told.Select(told => told.Task).Order());
        drop.StepAfter(60);
        Assert.Equal(2, drop.Told.Count);
    }

    [Fact]
    public void From_the_beginning_what_is_there_is_told()
    {
        var drop = new DropJournal(fromEnd: false);
        drop.Write("old.err");
        drop.StepAfter(1);
        Assert.Equal("old", Assert.Single(drop.Told).Task);
    }

    [Fact]
    public void A_restart_tells_nothing_again_and_what_changed_while_the_node_was_down()
    {
        var drop = Started();
        drop.Write("a.err");
        drop.Write("b.err");
        drop.StepAfter(1);
        drop.Restart();
        drop.StepAfter(5);
        Assert.Equal(2, drop.Told.Count);
        drop.Write("a.err");
        drop.Write("c.err");
        drop.Restart();
        drop.StepAfter(5);
        Assert.Equal(["a", "c"], drop.Told.Skip(2).Select(told => told.Task).Order());
    }

    [Fact]
    public void A_start_that_died_while_it_noted_notes_the_rest_and_its_end_is_stored_last()
    {
        var drop = new DropJournal();
        drop.Write("a.err");
        drop.Write("b.err");
        drop.Look();
        var steps = drop.Book.TakeSteps();
        Assert.Equal(2, steps.Count);
        drop.Append(steps[0]);
        Assert.False(drop.Book.IsStarted);
        drop.Restart();
        drop.StepAfter(5);
        Assert.Empty(drop.Told);
        Assert.True(drop.Book.IsStarted);
        Assert.Equal(3, drop.Fields);
    }

    [Fact]
    public void Files_of_an_extension_that_is_added_are_noted_first()
    {
        var drop = Started();
        drop.Write("a.warn");
        drop.Write("b.err");
        drop.Restart("err", "msg", "warn");
        drop.StepAfter(5);
        Assert.Equal("b", Assert.Single(drop.Told).Task);
        drop.Write("a.warn");
        drop.StepAfter(1);
        Assert.Equal("a", drop.Told[^1].Task);
    }

    [Fact]
    public void A_file_is_told_when_it_was_quiet_for_settle_and_one_that_never_is_after_a_while_too()
    {
        var drop = Started();
        for (var tenths = 0; tenths < 20; tenths++)
        {
            drop.Write("a.err");
            drop.Step();
            drop.Time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Empty(drop.Told);
        drop.Write("a.err");
        drop.Step();
        Assert.Single(drop.Told);
        drop.Write("b.err");
        drop.Step();
        drop.Time.Advance(TimeSpan.FromMilliseconds(999));
        drop.Step();
        Assert.Single(drop.Told);
        Assert.Equal(TimeSpan.FromMilliseconds(1), drop.Book.UntilDue());
        drop.Time.Advance(TimeSpan.FromMilliseconds(1));
        drop.Step();
        Assert.Equal("b", drop.Told[^1].Task);
    }

    [Fact]
    public void Changes_that_wait_for_Redis_are_told_as_one_with_their_count()
    {
        var drop = Started();
        for (var change = 0; change < 4; change++)
        {
            drop.Write("a.err");
            drop.Look();
            drop.Time.Advance(TimeSpan.FromSeconds(1));
            drop.Look();
        }

        Assert.Empty(drop.Told);
        drop.Step();
        Assert.Equal(("drop-file", "a", 4, false), Assert.Single(drop.Told));
    }

    [Fact]
    public void A_change_while_another_is_on_its_way_is_told_after_it()
    {
        var drop = Started();
        drop.Write("a.err");
        Settle(drop);
        var sent = Assert.Single(drop.Book.TakeSteps());
        drop.Write("a.err");
        Settle(drop);
        Assert.Empty(drop.Book.TakeSteps());
        Assert.True(drop.Book.Judge(sent, drop.Append(sent)));
        drop.Step();
        Assert.Equal([1L, 1L], drop.Told.Select(told => told.Count));
    }

    [Fact]
    public void An_append_whose_answer_was_lost_is_not_told_twice()
    {
        var drop = Started();
        drop.Write("a.err");
        Settle(drop);
        var sent = Assert.Single(drop.Book.TakeSteps());
        drop.Append(sent);
        // Sent again as it was.
        Assert.True(drop.Book.Judge(sent, drop.Append(sent)));
        drop.StepAfter(5);
        Assert.Single(drop.Told);
    }

    [Fact]
    public void A_full_journal_keeps_a_step_waiting()
    {
        var drop = Started();
        drop.Write("a.err");
        Settle(drop);
        var sent = Assert.Single(drop.Book.TakeSteps());
        Assert.False(drop.Book.Judge(sent, new AppendVerdict(AppendOutcome.Full, sent.Expected)));
        Assert.True(drop.Book.Judge(sent, drop.Append(sent)));
        Assert.Single(drop.Told);
    }

    [Fact]
    public void An_empty_file_is_not_told_until_something_is_in_it()
    {
        var drop = Started();
        drop.Write("a.err", size: 0);
        drop.StepAfter(5);
        Assert.Empty(drop.Told);
        drop.Write("a.err");
        drop.StepAfter(1);
        Assert.Single(drop.Told);
    }

    [Fact]
    public void A_log_that_is_written_all_day_checks_in_once_a_minute()
    {
        var drop = Started();
        for (var second = 0; second < 300; second++)
        {
            drop.Write("service.log");
            drop.Step();
            drop.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(drop.Told.Count, 4, 6);
        Assert.All(drop.Told, told => Assert.Equal("task", told.Kind));
        drop.StepAfter(60);
        drop.StepAfter(60);
        Assert.InRange(drop.Told.Count, 5, 7);
    }

    [Fact]
    public void A_file_that_goes_and_comes_back_unchanged_is_not_told_for_a_week_and_forgotten_then()
    {
        var drop = Started();
        drop.Write("a.err");
        drop.StepAfter(1);
        drop.Delete("a.err");
        drop.StepAfter(61);
        drop.StepAfter(1);
        // Another process sees that it is missing, and since when.
        drop.Restart();
        drop.StepAfter(TimeSpan.FromDays(6).TotalSeconds);
        Assert.True(drop.HasField("a.err"));
        drop.StepAfter(TimeSpan.FromDays(1).TotalSeconds);
        drop.StepAfter(1);
        Assert.False(drop.HasField("a.err"));
        Assert.Single(drop.Told);
        drop.Write("a.err");
        drop.StepAfter(1);
        Assert.Equal(2, drop.Told.Count);
    }

    [Fact]
    public void A_file_that_is_back_within_the_week_is_known_and_stays_so()
    {
        var drop = new DropJournal();
        drop.Write("a.err");
        drop.StepAfter(1);
        drop.IsHidden = true;
        drop.StepAfter(61);
        drop.StepAfter(1);
        drop.IsHidden = false;
        drop.StepAfter(TimeSpan.FromDays(6).TotalSeconds);
        // Another week begins.
        drop.IsHidden = true;
        drop.StepAfter(61);
        drop.StepAfter(TimeSpan.FromDays(2).TotalSeconds);
        drop.IsHidden = false;
        drop.StepAfter(1);
        Assert.Empty(drop.Told);
        Assert.True(drop.HasField("a.err"));
    }

    [Fact]
    public void What_Redis_lost_is_told_again_and_says_so_but_what_was_only_noted_is_not()
    {
        var drop = new DropJournal();
        drop.Write("noted.err");
        var before = drop.Save();
        drop.StepAfter(1);
        drop.Write("a.err");
        drop.StepAfter(1);
        drop.GoBack(before);
        drop.StepAfter(5);
        Assert.Equal([("drop-file", "a", 1L, false), ("drop-file", "a", 1L, true)], drop.Told);
        Assert.True(drop.Book.IsStarted);
    }

    [Fact]
    public void An_emptied_Redis_gets_the_states_in_memory_and_nothing_is_told()
    {
        var drop = Started();
        drop.Write("a.err");
        drop.StepAfter(1);
        drop.GoBack([], isOtherDataSet: true);
        drop.StepAfter(5);
        Assert.Single(drop.Told);
        Assert.True(drop.HasField("a.err") && drop.Book.IsStarted);
        drop.Write("a.err");
        drop.StepAfter(1);
        Assert.Equal(("drop-file", "a", 1L, false), drop.Told[^1]);
    }

    [Fact]
    public void A_change_that_is_on_its_way_into_an_emptied_Redis_arrives_there()
    {
        var drop = Started();
        drop.Write("a.err");
        drop.StepAfter(1);
        drop.Write("a.err");
        Settle(drop);
        var sent = Assert.Single(drop.Book.TakeSteps());
        drop.GoBack([], isOtherDataSet: true);
        Assert.True(drop.Book.Judge(sent, drop.Append(sent)));
        drop.Step();
        Assert.Equal(2, drop.Told.Count);
    }

    [Fact]
    public void A_file_may_be_removed_only_when_all_of_it_is_told_and_what_comes_by_its_name_is_new()
    {
        var drop = Started();
        drop.Write("a.err");
        drop.Step();
        Assert.False(drop.Book.IsTold(drop.File("a.err")));
        drop.StepAfter(1);
        Assert.True(drop.Book.IsTold(drop.File("a.err")));
        drop.Book.Removed(drop.File("a.err"), RemovedFiles.Entry("web-1", "/drop", 5));
        drop.Delete("a.err");
        drop.Step();
        Assert.False(drop.HasField("a.err"));
        drop.Write("a.err");
        drop.StepAfter(1);
        Assert.Equal(["drop-file", RemovedFiles.Kind, "drop-file"], drop.Told.Select(told => told.Kind));
    }

    [Fact]
    public void More_changes_than_may_wait_stay_in_the_folder_and_all_are_told()
    {
        var drop = Started();
        for (var number = 0; number < 5000; number++)
            drop.Write($"{number}.err");
        Settle(drop);
        var taken = 0;
        while (drop.Book.TakeSteps() is { Count: > 0 and <= 256 } steps)
            taken += steps.Count;
        Assert.Equal(2000, taken);
        drop.Restart();
        for (var round = 0; round < 10; round++)
            drop.StepAfter(1);
        Assert.Equal(5000, drop.Told.DistinctBy(told => told.Task).Count());
        Assert.Equal(5000, drop.Told.Count);
    }

    private static void Settle(DropJournal drop)
    {
        drop.Look();
        drop.Time.Advance(TimeSpan.FromSeconds(1));
        drop.Look();
    }

    private static DropJournal Started()
    {
        var drop = new DropJournal();
        drop.Step();
        return drop;
    }
}
