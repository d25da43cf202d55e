using Dachshund.Actors.Counts;
using Dachshund.Actors.DropFolder;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Tasks.Reports;

namespace Dachshund.Actors.Tests.Counts;

/// <summary>What a shard counts for the report.</summary>
public sealed class DayCountsTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly JournalKeys _keys = new("n", "main");
    private readonly Dictionary<(string Key, string Field), byte[]> _stored = [];
    private DayCounts _counts;

    public DayCountsTests() => _counts = New();

    [Fact]
    public void Each_problem_of_a_host_is_counted_by_day_and_a_new_owner_counts_on()
    {
        Fold(Match("web-1", "a <*>", 3));
        Fold(Match("web-1", "a <*>", 2));
        Fold(Match("web-1", "b", 1));
        Fold(Match("web-2", "a <*>", 1));
        Reload(day: 0);
        Fold(Match("web-1", "a <*>", 10));
        Assert.Equal([("web-1", "a <*>", 15L), ("web-1", "b", 1L), ("web-2", "a <*>", 1L)], Of(day: 0));

        Fold(Match("web-1", "a <*>", 7), day: 1);
        Assert.Equal([("web-1", "a <*>", 7L)], Of(day: 1));
        Assert.Equal(3, Of(day: 0).Length);
    }

    [Fact]
    public void Lost_bytes_and_removed_files_are_added_up_by_path_and_signs_of_life_are_not_counted()
    {
        var lost = new JournalEntry { Kind = "lost-bytes", Host = "web-1", Path = "/a.log", FirstOffset = 10, LastEnd = 30, Count = 1 };
        Fold(lost);
        Fold(lost with { FirstOffset = 100, LastEnd = 105 });
        Fold(RemovedFiles.Entry("web-1", "/drop", 1000));
        Fold(RemovedFiles.Entry("web-1", "/drop", 500));
        Fold(new JournalEntry { Kind = "task", Host = "web-1", Rule = "backup", Count = 1 });
        Fold(new JournalEntry { Kind = "hello", Host = "web-1", Count = 1 });
        Assert.Equal(
            [("/a.log", 2L, 25L), ("/drop", 2L, 1500L)],
            _stored.Values.Select(body => DayCounts.Decode(body)).OfType<ProblemCount>()
                .Select(count => (count.Template, count.Count, count.Bytes)).Order());
    }

    [Fact]
    public void Of_one_host_so_many_problems_have_a_name_and_the_rest_is_one()
    {
        for (var i = 0; i < DayCounts.ProblemsMax + 50; i++)
            Fold(Match("web-1", $"problem {i}", 2));
        Assert.Equal(DayCounts.ProblemsMax + 1, _stored.Count);
        Assert.Equal(("web-1", "", 100L), Of(day: 0).Single(count => count.Template.Length == 0));
        Fold(Match("web-2", "problem", 1));
        Assert.Contains(("web-2", "problem", 1L), Of(day: 0));
    }

    [Fact]
    public void Days_before_the_last_eight_go()
    {
        for (var day = 0; day <= DayCounts.DaysKept + 2; day++)
            Fold(Match("web-1", "a", 1), day);
        Assert.Equal(DayCounts.DaysKept + 1, _stored.Keys.Select(key => key.Key).Distinct().Count());
        Assert.Empty(Of(day: 1));
        Assert.NotEmpty(Of(day: 2));

        // Also those of before a long absence.
        Fold(Match("web-1", "a", 1), day: DayCounts.DaysKept + 6);
        Assert.Empty(Of(day: 5));
        Assert.NotEmpty(Of(day: 6));
    }

    [Fact]
    public void One_commit_holds_one_day_and_what_comes_late_counts_as_of_now()
    {
        _counts.Fold(Match("web-1", "a", 1), At(day: 3));
        Assert.True(_counts.IsSameDay(At(day: 3)));
        Assert.False(_counts.IsSameDay(At(day: 4)));
        Commit();
        Assert.True(_counts.IsSameDay(At(day: 4)));
        Fold(Match("web-1", "a", 1), day: 2);
        Assert.Empty(Of(day: 2));
        Assert.Equal(("web-1", "a", 2L), Assert.Single(Of(day: 3)));
    }

    [Fact]
    public void Day_ends_when_its_report_is_due()
    {
        var due = s_start.AddHours(11).ToUnixTimeMilliseconds();
        Assert.Equal(new DateOnly(2026, 11, 20), _counts.DayOf(due - 1));
        Assert.Equal(new DateOnly(2026, 11, 21), _counts.DayOf(due));
        Assert.Equal(new DateOnly(2026, 11, 20), _counts.DayOf(due - 1));
        Assert.Equal(new DateOnly(2026, 11, 22), _counts.DayOf(due + (long)TimeSpan.FromDays(1).TotalMilliseconds));
    }

    [Fact]
    public void Longest_texts_leave_room_in_a_commit_for_many()
    {
        for (var i = 0; i < 50; i++)
        {
            _counts.Fold(
                Match($"web-{i}", new string('界', 4000), 1) with { Rule = new string('\u0001', 500), Severity = "error" }, At(day: 0));
        }

        Assert.Equal(50, _counts.Changes);
        Assert.InRange(_counts.ChangedBytes, 1, CommitLimits.BytesMax / 2);
    }

    private static JournalEntry Match(string host, string template, long count) =>
        new() { Kind = "match", Host = host, Rule = "app", Severity = "error", Template = template, Count = count };

    private static long At(int day) => s_start.AddDays(day).ToUnixTimeMilliseconds();

    private DayCounts New()
    {
        Assert.True(ReportTime.TryParse("23:00", TimeZoneInfo.Utc, out var time, out _));
        return new DayCounts(_keys, 0, time.DueAfter);
    }

    private void Reload(int day)
    {
        _counts = New();
        var at = _counts.DayOf(At(day));
        var key = DayCounts.KeyOf(_keys, 0, at);
        _counts.Load(at, _stored.Where(pair => pair.Key.Key == key)
            .ToDictionary(pair => pair.Key.Field, pair => (ReadOnlyMemory<byte>)pair.Value));
    }

    private void Fold(JournalEntry entry, int day = 0)
    {
        _counts.Fold(entry, At(day));
        Commit();
    }

    private void Commit()
    {
        foreach (var write in _counts.TakeChanges())
        {
            if (write.Kind == StateWriteKind.Set)
                _stored[(write.Key, write.Field)] = write.Value.ToArray();
            foreach (var key in _stored.Keys.Where(key => write.Kind == StateWriteKind.Drop && key.Key == write.Key).ToArray())
                _stored.Remove(key);
        }
    }

    private (string Host, string Template, long Count)[] Of(int day)
    {
        var key = DayCounts.KeyOf(_keys, 0, DateOnly.FromDateTime(s_start.AddDays(day).UtcDateTime));
        return
        [
            .. _stored.Where(pair => pair.Key.Key == key)
                .Select(pair => (Host: DayCounts.HostOf(pair.Key.Field) ?? "", Count: DayCounts.Decode(pair.Value)))
                .Select(pair => (pair.Host, pair.Count?.Template ?? "", pair.Count?.Count ?? 0)).Order(),
        ];
    }
}
