using Dachshund.Actors.FileTail;
using Dachshund.Journal.Appends;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.FileTail;

public sealed class InputTroublesTests
{
    private readonly FakeTime _time = new();
    private readonly InputTroubles _troubles;

    public InputTroublesTests() => _troubles = new InputTroubles(TimeSpan.FromSeconds(20), _time);

    [Fact]
    public void What_lasts_is_told_once_and_its_end_once()
    {
        Assert.Empty(Judge("no file"));
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Judge("no file"));
        _time.Advance(TimeSpan.FromSeconds(1));
        var begun = Assert.Single(Judge("no file"));
        Assert.Equal((AppendFile.NoPosition, "no file", false), (begun.Expected, Assert.Single(begun.Problems), begun.Again));
        // Until it is stored it is told again.
        Assert.Equal(begun.Position, Assert.Single(Judge("no file")).Position);
        _troubles.Done(begun);
        Assert.Empty(Judge("no file"));

        var over = Assert.Single(Judge());
        Assert.Equal((begun.Position, AppendFile.Gone), (over.Expected, over.Position));
        Assert.Empty(over.Problems);
        _troubles.Done(over);
        Assert.Empty(Judge());
    }

    [Fact]
    public void What_ends_in_time_is_never_told()
    {
        Judge("no file");
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Judge());
        Judge("no file");
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Empty(Judge("no file"));
    }

    [Fact]
    public void A_problem_that_joins_another_is_told_alone_and_the_end_of_one_of_two_is_not_the_end()
    {
        Told("a");
        Judge("a", "b");
        _time.Advance(TimeSpan.FromSeconds(20));
        var joined = Assert.Single(Judge("a", "b"));
        Assert.Equal("b", Assert.Single(joined.Problems));
        _troubles.Done(joined);
        Assert.Empty(Judge("b"));
        Assert.Single(Judge());
    }

    [Fact]
    public void A_start_goes_on_from_what_the_journal_says_was_told()
    {
        var position = Told("a").Position;
        var next = new InputTroubles(TimeSpan.FromSeconds(20), _time);
        next.Stored("app", position);
        next.Stored("removed", position);
        var over = Assert.Single(next.Judge(Lookup("a")));
        Assert.Equal("removed", over.Input);
        next.Done(over);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(next.Judge(Lookup("a")));
        Assert.Equal(AppendFile.Gone, Assert.Single(next.Judge(Lookup())).Position);
    }

    [Fact]
    public void What_Redis_forgot_is_told_again_as_a_possible_repeat()
    {
        var begun = Told("a");
        _troubles.Stored("app", AppendFile.NoPosition);
        Assert.True(Assert.Single(Judge("a")).Again);
        _troubles.Done(begun);
        _troubles.Done(Assert.Single(Judge()));
        _troubles.Stored("app", begun.Position);
        Assert.True(Assert.Single(Judge()).Again);
    }

    [Fact]
    public void A_trouble_that_comes_back_after_its_end_is_no_repeat()
    {
        Told("a");
        _troubles.Done(Assert.Single(Judge()));
        Assert.False(Told("a").Again);
    }

    [Fact]
    public void Many_problems_are_told_twenty_at_a_time()
    {
        string[] all = [.. Enumerable.Range(0, 100).Select(number => $"file {number:D3}")];
        var begun = Told(all);
        Assert.Equal(InputTroubles.ProblemsMax, begun.Problems.Count);
        Assert.InRange(begun.Position.Length, 1, 256);
        Assert.Empty(Judge(all));
        Assert.Equal("file 020", Assert.Single(Assert.Single(Judge(all[1..])).Problems));
    }

    private TroubleStep Told(params string[] problems)
    {
        Judge(problems);
        _time.Advance(TimeSpan.FromSeconds(20));
        var step = Assert.Single(Judge(problems));
        _troubles.Done(step);
        return step;
    }

    private IReadOnlyList<TroubleStep> Judge(params string[] problems) => _troubles.Judge(Lookup(problems));

    private static ILookup<string, string> Lookup(params string[] problems) => problems.ToLookup(_ => "app");
}
