namespace Dachshund.Alerting.Tests.Silencing;

public sealed class SilencingTests
{
    private const long Minute = 60_000;
    private static readonly (string, string[]) s_web = ("host", ["web-7"]);

    [Fact]
    public void A_host_lost_in_a_silence_is_told_once_when_the_silence_ends() => Ended(new Play()
        .Silence(0, 120 * Minute, "s", s_web)
        .Push(Minute, Some.Presence("offline", "web-7", Minute))
        .Run(200 * Minute)
        .Want("ops", 120 * Minute, 120 * Minute, "[CRITICAL] silence over (disk swap): offline: web-7", "1 new while silenced",
            "silence host=web-7: disk swap", "offline: web-7 03:01:00"));

    [Fact]
    public void One_that_went_and_came_back_meanwhile_is_not_told_but_counted()
    {
        var play = new Play()
            .Silence(0, 10 * Minute, "s", s_web)
            .Push(Minute, Some.Presence("offline", "web-7"))
            .Push(2 * Minute, Some.Presence("recovered", "web-7"))
            .Run(20 * Minute);
        play.End();
        Assert.Equal((2, 2, 0), Totals(play));
        Assert.Empty(play.Book.Summary().Silences);
    }

    [Fact]
    public void The_end_of_an_outage_that_was_told_before_the_silence_is_told_after_it() => Ended(new Play()
        .Push(0, Some.Presence("offline", "web-7"))
        .Silence(Minute, 10 * Minute, "s", s_web)
        .Push(2 * Minute, Some.Presence("recovered", "web-7"))
        .Run(20 * Minute)
        .Want("ops", 3000, 3000, "offline: web-7")
        .Want("ops", 10 * Minute, 10 * Minute, "[INFO] silence over (disk swap): recovered: web-7"));

    [Fact]
    public void What_is_live_still_is_one_message_that_says_how_much_was_silenced() => Ended(new Play()
        .Silence(0, 10 * Minute, "s", ("host", ["web-*", "db-3"]))
        .Push(Minute, Some.Match(count: 5), Some.Match(host: "web-1", count: 4, template: "no route"))
        .Push(2 * Minute, Some.Match(count: 7), Some.Presence("offline", "web-2"))
        .Run(20 * Minute)
        .Want("ops", 10 * Minute, 10 * Minute, "silence over (disk swap): offline: web-2 +2", "17 new while silenced, since 03:00:00",
            "db-3: disk", "×12", "web-1: no route", "×4"));

    [Fact]
    public void What_has_not_all_the_labels_is_told_as_ever() => Ended(new Play()
        .Silence(0, 10 * Minute, "s", s_web, ("kind", ["offline", "recovered"]))
        .Push(0, Some.Presence("offline", "web-8"))
        .Push(Minute, Some.Match(host: "web-7"))
        .Run(20 * Minute)
        .Want("ops", 3000, 3000, "offline: web-8")
        .Want("ops", Minute + 3000, Minute + 3000, "app/error"));

    [Fact]
    public void A_problem_that_is_quiet_for_resolve_after_is_not_told()
    {
        var play = new Play().Silence(0, 60 * Minute, "s", ("rule", ["error"])).Push(Minute, Some.Match(count: 9)).Run(70 * Minute);
        play.End();
        Assert.Equal((9, 9, 0), Totals(play));
    }

    [Fact]
    public void Silences_and_what_they_keep_outlive_the_process() => Ended(new Play()
        .Silence(0, 10 * Minute, "s", s_web)
        .CrashAt(Minute)
        .Push(2 * Minute, Some.Presence("offline", "web-7"))
        .CrashAt(3 * Minute)
        .Run(20 * Minute)
        .Want("ops", 10 * Minute, 10 * Minute, "offline: web-7"));

    [Fact]
    public void A_silence_that_is_ended_early_tells_at_once()
    {
        var play = new Play().Silence(0, 60 * Minute, "s", s_web).Push(Minute, Some.Presence("offline", "web-7"));
        play.At(2 * Minute, () => Assert.True(play.Book.EndSilence("s", Some.Start + (2 * Minute))))
            .At(3 * Minute, () => Assert.False(play.Book.EndSilence("s", Some.Start + (3 * Minute))))
            .Run(70 * Minute)
            .Want("ops", 2 * Minute, 2 * Minute, "offline: web-7").End();
    }

    [Fact]
    public void What_another_silence_takes_too_waits_for_the_end_of_both() => Ended(new Play()
        .Silence(0, 10 * Minute, "a", s_web)
        .Push(Minute, Some.Presence("offline", "web-7"))
        .Silence(2 * Minute, 30 * Minute, "b", ("kind", ["offline"]))
        .Run(60 * Minute)
        .Want("ops", 30 * Minute, 30 * Minute, "offline: web-7", "1 new"));

    [Fact]
    public void A_condition_that_lasts_is_not_repeated_while_it_is_silent()
    {
        var play = new Play()
            .Push(0, Some.Of("input", "error", "no file") with { Ongoing = true })
            .Silence(Minute, 6 * 60 * Minute, "s", ("kind", ["input"]))
            .Run(7 * 60 * Minute);
        play.Want("ops", 3000, 3000, "no file").Want("ops", 6 * 60 * Minute, (6 * 60 * Minute) + 100, "still so").End();
    }

    [Fact]
    public void A_silence_without_labels_is_refused() =>
        Assert.Throws<FormatException>(() => Some.Book().AddSilence(Some.Silence("s", Minute)));

    [Fact]
    public void There_are_so_many_silences_at_most()
    {
        var book = Some.Book();
        for (var n = 0; n < Silence.SilencesMax; n++)
            book.AddSilence(Some.Silence($"s{n}", Minute, s_web));
        book.AddSilence(Some.Silence("s0", 2 * Minute, s_web));
        Assert.Throws<FormatException>(() => book.AddSilence(Some.Silence("more", Minute, s_web)));
    }

    [Fact]
    public void What_is_kept_stays_small_and_complete_whatever_comes()
    {
        var book = Some.Book();
        book.AddSilence(Some.Silence("s", Minute, ("kind", ["match"])));
        for (var n = 0; n < 1000; n++)
            book.Fold(Some.Match(host: $"h{n}", template: new string('磁', 9000)), Some.Start);
        Assert.InRange(book.TakeChanges().Bytes, 1, 400_000);
        book.EndSilences(Some.Start + Minute, Some.Start + Minute);
        Assert.Equal(1000, Assert.Single(book.TakeDue(Some.Start + Minute, _ => true, "a")).New);
    }

    [Fact]
    public void Words_of_a_silence_are_read_as_themselves()
    {
        var book = Some.Book();
        book.AddSilence(Some.Silence("s", Minute, ("host", ["w*\u202e"])) with { Why = "**done** @all [x](http://evil)\n# no" });
        book.Fold(Some.Presence("offline", "w-1\u202e"), Some.Start);
        book.EndSilences(Some.Start + Minute, Some.Start + Minute);
        var due = Assert.Single(book.TakeDue(Some.Start + Minute, _ => true, "a"));
        foreach (var bad in (string[])["**done**", "@all", "http://", "\u202e", "\n# no"])
            Assert.DoesNotContain(bad, due.Body, StringComparison.Ordinal);
        foreach (var bad in (string[])["@all", "\u202e", "\n"])
            Assert.DoesNotContain(bad, due.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_said_in_Chinese_too()
    {
        var book = new AlertBook(new AlertingOptions(), [Some.Channel()], Some.Render(MessageLanguage.Zh));
        book.AddSilence(Some.Silence("s", Minute, s_web));
        book.Fold(Some.Presence("offline", "web-7"), Some.Start);
        book.EndSilences(Some.Start + Minute, Some.Start + Minute);
        var due = Assert.Single(book.TakeDue(Some.Start + Minute, _ => true, "a"));
        Assert.Equal("[严重] 静默结束（disk swap）: 失联: web-7", due.Title);
        Assert.Contains("静默期间新增 1", due.Body, StringComparison.Ordinal);
    }

    private static (long Owed, long Silenced, long Pending) Totals(Play play)
    {
        var channel = play.Book.Summary().Channels[0];
        return (channel.Owed, channel.Silenced, channel.Pending);
    }

    private static void Ended(Play play) => play.End();
}
