namespace Dachshund.Alerting.Tests.Delivering;

public sealed class OutcomeTests
{
    private const long Minute = 60_000;
    private const string Mark = "(可能重复 / may be a repeat)";

    [Fact]
    public void A_refused_message_is_written_afresh_with_what_came_meanwhile()
    {
        var play = new Play { Answer = Scripted(DeliveryOutcome.RetryLater(TimeSpan.FromMinutes(10))) };
        play.Push(0, Some.Match(count: 2)).Push(5000, Some.Match(count: 3)).Run(30 * Minute)
            .Want("ops", 3000, 3000, "2 new, 2 since")
            .Want("ops", (10 * Minute) + 3000, (10 * Minute) + 3000, "5 new, 5 since")
            .End();
        Assert.DoesNotContain(Mark, play.Got[1].Delivery.Body, StringComparison.Ordinal);
        Assert.Equal(2, play.Got[1].Delivery.Attempt);
    }

    [Fact]
    public void Status_shows_the_attempt_and_its_reason_while_a_message_waits()
    {
        var play = new Play { Answer = _ => DeliveryOutcome.RetryLater(TimeSpan.FromMinutes(10)) };
        play.Push(0, Some.Match(count: 2)).Run(Minute);
        var summary = play.Book.Summary();
        var channel = Assert.Single(summary.Channels);
        Assert.Equal((2, 1, 0L, "scripted"), (channel.Pending, channel.PendingMessages, channel.Told, channel.Reason));
        Assert.Equal((Some.Start, Some.Start + 3000 + (10 * Minute)), (channel.OldestWaitingSinceMs, channel.RetryAtMs));
        var account = Assert.Single(Assert.Single(summary.Alerts).Accounts);
        Assert.Equal((1, "scripted"), (account.Attempts, account.Reason));
    }

    [Fact]
    public void Transient_failures_back_off_to_a_minute_and_never_give_up()
    {
        var play = new Play { Answer = _ => DeliveryOutcome.RetryLater(null) };
        play.Push(0, Some.Match()).Run(9 * Minute);
        var gaps = play.Got.Zip(play.Got.Skip(1), (a, b) => (b.At - a.At) / 1000).ToArray();
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60], gaps);
    }

    [Fact]
    public void An_answered_call_ends_the_backoff()
    {
        var play = new Play
        {
            Answer = Scripted(DeliveryOutcome.RetryLater(null), DeliveryOutcome.RetryLater(null), DeliveryOutcome.Sent,
                DeliveryOutcome.RetryLater(null)),
        };
        play.Push(0, Some.Match()).Push(10_000, Some.Match(rule: "dead")).Run(Minute);
        Assert.Equal([3000, 4000, 6000, 13_000, 14_000], play.Got.Select(g => g.At));
    }

    [Fact]
    public void A_message_in_doubt_is_sent_again_as_it_was_and_says_so()
    {
        var play = new Play { Answer = Scripted(DeliveryOutcome.Ambiguous) };
        play.Push(0, Some.Match(count: 2)).Push(3500, Some.Match(count: 3)).Run(10 * Minute)
            .Want("ops", 3000, 3000)
            .Want("ops", 4000, 4000, Mark, "2 new, 2 since")
            .Want("ops", 64_000, 64_000, "3 new, 5 since")
            .End();
        var (first, second) = (play.Got[0].Delivery, play.Got[1].Delivery);
        Assert.Equal(first.DeliveryId, second.DeliveryId);
        Assert.Equal((first.Title + " " + Mark, 2, true), (second.Title, second.Attempt, second.PossibleRepeat));
        Assert.Equal(first.Body, second.Body.Replace($"**{Mark}**\n\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_in_doubt_that_is_then_refused_stays_marked_as_it_is()
    {
        var play = new Play
        {
            Answer = Scripted(DeliveryOutcome.Ambiguous, DeliveryOutcome.RetryLater(TimeSpan.FromSeconds(30))),
        };
        play.Push(0, Some.Match()).Push(10_000, Some.Match()).Run(50_000)
            .Want("ops", 3000, 3000).Want("ops", 4000, 4000, Mark).Want("ops", 34_000, 34_000, Mark, "1 new, 1 since")
            .End();
        Assert.Single(play.Got.Select(g => g.Delivery.DeliveryId).Distinct());
    }

    [Fact]
    public void A_message_that_stays_in_doubt_does_not_hold_the_others()
    {
        var play = new Play
        {
            Answer = d => d.Title.Contains("error", StringComparison.Ordinal) ? DeliveryOutcome.Ambiguous : DeliveryOutcome.Sent,
        };
        play.Push(0, Some.Match()).Push(4000, Some.Match(rule: "dead")).Run(30 * Minute);
        Assert.Single(play.Got, g => g.Delivery.Title.Contains("dead", StringComparison.Ordinal));
        Assert.InRange(play.Got.Count, 5, 12);
    }

    [Fact]
    public void What_fails_for_good_is_booked_and_the_other_channels_hear_of_it_once_an_hour()
    {
        var play = new Play(null, "ops", "boss")
        {
            Answer = d => d.Channel == "ops" ? DeliveryOutcome.FailedForGood : DeliveryOutcome.Sent,
        };
        play.Push(0, Some.Match(count: 2)).Push(5 * Minute, Some.Match(rule: "dead"))
            .Push(70 * Minute, Some.Match(rule: "late")).Run(90 * Minute);
        var told = play.Got.Where(g => g.Delivery.Title.Contains("channel failing", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, told.Count);
        Assert.All(told, g => Assert.Equal("boss", g.Delivery.Channel));
        Assert.Contains("scripted", told[0].Delivery.Body, StringComparison.Ordinal);
        var ops = play.Book.Summary().Channels[0];
        Assert.Equal((4, 4, 0, 0), (ops.Owed, ops.Failed, ops.Told, ops.Pending));
    }

    [Fact]
    public void A_refused_configuration_pauses_the_channel_and_loses_nothing()
    {
        var play = new Play(null, "ops", "boss")
        {
            Answer = Scripted("ops", DeliveryOutcome.ChannelRefused, DeliveryOutcome.ChannelRefused),
        };
        play.Push(0, Some.Match(count: 2)).Push(Minute, Some.Match(count: 3)).Run(4 * Minute);
        Assert.True(play.Book.Summary().Channels[0].Paused);
        play.Run(20 * Minute)
            .Want("ops", 3000, 3000)
            .Want("ops", (5 * Minute) + 3000, (5 * Minute) + 3000)
            .Want("ops", (10 * Minute) + 3000, (10 * Minute) + 3000, "5 new, 5 since")
            .Want("boss", 3000, 3000, "app")
            .Want("boss", 6000, 6000, "channel failing", "configuration is refused")
            .Want("boss", 63_000, 63_000)
            .End();
        Assert.False(play.Book.Summary().Channels[0].Paused);
    }

    [Fact]
    public void A_refused_message_is_written_once_plainer_and_then_given_up()
    {
        var play = new Play { Answer = Scripted(DeliveryOutcome.MessageRefused, DeliveryOutcome.MessageRefused) };
        play.Push(0, Some.Match(count: 2)).Run(10 * Minute)
            .Want("ops", 3000, 3000, "ERROR disk")
            .Want("ops", 3050, 3050, "short form")
            .End();
        Assert.DoesNotContain("ERROR disk", play.Got[1].Delivery.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("disk", play.Got[1].Delivery.Title, StringComparison.Ordinal);
        Assert.Equal(2, play.Book.Summary().Channels[0].Failed);
    }

    [Fact]
    public void Only_the_targets_that_failed_are_sent_to_again_five_times_at_most()
    {
        var play = new Play { Answer = _ => DeliveryOutcome.PartlySent(["UID_b"]) };
        play.Push(0, Some.Match()).Run(30 * Minute);
        Assert.Equal(6, play.Got.Count);
        Assert.Null(play.Got[0].Delivery.Targets);
        Assert.All(play.Got.Skip(1), g => Assert.Equal(["UID_b"], g.Delivery.Targets));
        Assert.All(play.Got, g => Assert.False(g.Delivery.PossibleRepeat));
        Assert.Equal((1, 0), (play.Book.Summary().Channels[0].Told, play.Book.Summary().Channels[0].Failed));
    }

    [Fact]
    public void A_successor_sends_again_what_its_predecessor_was_sending_before_anything_else()
    {
        var play = new Play { Answer = _ => null };
        play.Push(0, Some.Match()).Push(3500, Some.Presence("offline", "web-1")).Run(10_000);
        play.Answer = _ => DeliveryOutcome.Sent;
        play.CrashAt(11_000).Run(20_000)
            .Want("ops", 3000, 3000)
            .Want("ops", 11_000, 11_000, Mark, "app")
            .Want("ops", 11_050, 11_050, "offline")
            .End();
        Assert.Equal(play.Got[0].Delivery.DeliveryId, play.Got[1].Delivery.DeliveryId);
    }

    [Fact]
    public void The_same_process_waits_for_its_own_attempt_after_a_load_but_not_for_ever()
    {
        var (book, id, _) = Reloaded();
        Assert.Empty(book.TakeDue(Some.Start + 10_000, _ => true, "a"));
        Assert.Empty(book.TakeDue(Some.Start + 69_999, _ => true, "a"));
        Assert.Equal(id, Assert.Single(book.TakeDue(Some.Start + 70_000, _ => true, "a")).DeliveryId);
    }

    [Fact]
    public void An_attempt_that_nobody_works_on_is_sent_again_at_once_when_the_owner_says_so()
    {
        var (book, id, _) = Reloaded();
        book.Interrupt("a", _ => false, othersAreGone: true);
        var due = Assert.Single(book.TakeDue(Some.Start + 10_000, _ => true, "a"));
        Assert.Equal((id, true), (due.DeliveryId, due.PossibleRepeat));
    }

    [Fact]
    public void What_a_process_that_may_live_is_sending_is_left_to_it_for_one_time_out()
    {
        var (book, id, attempt) = Reloaded();
        book.Interrupt("b", _ => false, othersAreGone: false);
        Assert.Empty(book.TakeDue(Some.Start + 10_000, _ => true, "b"));
        Assert.Empty(book.TakeDue(Some.Start + 69_999, _ => true, "b"));
        Assert.Equal(id, Assert.Single(book.TakeDue(Some.Start + 70_000, _ => true, "b")).DeliveryId);

        (book, id, attempt) = Reloaded();
        book.Interrupt("b", _ => false, othersAreGone: false);
        Assert.Empty(book.TakeDue(Some.Start + 10_000, _ => true, "b"));
        Assert.True(book.Complete(id, DeliveryOutcome.Sent, "", Some.Start + 11_000, attempt));
        Assert.Empty(book.TakeDue(Some.Start + 80_000, _ => true, "b"));
    }

    [Fact]
    public void An_older_attempt_may_still_say_that_it_was_sent_but_nothing_else()
    {
        var (book, id, attempt) = Reloaded();
        Assert.Equal(2, Assert.Single(book.TakeDue(Some.Start + 10_000, _ => true, "b")).Attempt);
        Assert.False(book.Complete(id, DeliveryOutcome.FailedForGood, "", Some.Start + 11_000, attempt));
        Assert.True(book.Complete(id, DeliveryOutcome.Sent, "", Some.Start + 11_000, attempt));
        Assert.False(book.Complete(id, DeliveryOutcome.Sent, "", Some.Start + 12_000));
        Assert.Equal(1, book.Summary().Channels[0].Told);
    }

    [Fact]
    public void A_channel_never_has_two_deliveries_in_flight()
    {
        var book = Some.Book();
        book.Fold(Some.Match(), Some.Start);
        book.Fold(Some.Match(rule: "dead"), Some.Start);
        var first = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a"));
        Assert.Empty(book.TakeDue(Some.Start + 9000, _ => true, "a"));
        book.Complete(first.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 9000);
        Assert.Single(book.TakeDue(Some.Start + 9000, _ => true, "a"));
    }

    [Fact]
    public void A_channel_is_asked_whether_it_is_ready_only_when_it_has_something_to_send()
    {
        var book = Some.Book();
        Assert.Empty(book.TakeDue(Some.Start, _ => throw new InvalidOperationException("asked"), "a"));
        book.Fold(Some.Match(), Some.Start);
        Assert.Empty(book.TakeDue(Some.Start + 5000, _ => false, "a"));
        Assert.Equal(1, book.Summary().Channels[0].Pending);
    }

    [Fact]
    public void The_most_severe_goes_first_and_long_waiting_makes_up_for_severity()
    {
        var book = Some.Book(new AlertingOptions { GroupWait = TimeSpan.Zero });
        book.Fold(Some.Match(rule: "old") with { Severity = "info" }, Some.Start);
        book.Fold(Some.Match(rule: "new"), Some.Start + (14 * Minute));
        book.Fold(Some.Match(rule: "worst") with { Severity = "critical" }, Some.Start + (14 * Minute));
        Assert.Equal(["worst", "old", "new"], Drain(book, Some.Start + (14 * Minute)));

        book.Fold(Some.Match(rule: "older") with { Severity = "info" }, Some.Start + (20 * Minute));
        book.Fold(Some.Match(rule: "worse") with { Severity = "critical" }, Some.Start + (35 * Minute));
        Assert.Equal(["older", "worse"], Drain(book, Some.Start + (35 * Minute)));
    }

    [Fact]
    public void Finished_deliveries_are_remembered_up_to_a_number_and_an_age()
    {
        var book = Some.Book(new AlertingOptions { GroupWait = TimeSpan.Zero, History = TimeSpan.FromHours(1) });
        for (var n = 0; n < 600; n++)
        {
            book.Fold(Some.Match(rule: $"r{n}"), Some.Start);
            var due = Assert.Single(book.TakeDue(Some.Start, _ => true, "a"));
            book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start);
        }

        book.TakeDue(Some.Start, _ => true, "a");
        Assert.Equal(500, book.Summary().Deliveries.Count);
        book.TakeDue(Some.Start + (60 * Minute), _ => true, "a");
        Assert.Empty(book.Summary().Deliveries);
    }

    private static List<string> Drain(AlertBook book, long nowMs)
    {
        var rules = new List<string>();
        while (book.TakeDue(nowMs, _ => true, "a") is [var due])
        {
            rules.Add(due.Title.Split(' ')[1].Split('/')[1].TrimEnd(':'));
            book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", nowMs);
        }

        return rules;
    }

    private static (AlertBook Book, string Id, int Attempt) Reloaded()
    {
        var book = Some.Book();
        book.Fold(Some.Match(), Some.Start);
        var due = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a"));
        var store = new Store();
        store.Commit(book);
        return (store.Load(Some.Book()), due.DeliveryId, due.Attempt);
    }

    private static Func<DueDelivery, DeliveryOutcome?> Scripted(params DeliveryOutcome[] outcomes) => Scripted("ops", outcomes);

    private static Func<DueDelivery, DeliveryOutcome?> Scripted(string channel, params DeliveryOutcome[] outcomes)
    {
        var left = new Queue<DeliveryOutcome>(outcomes);
        return d => d.Channel == channel && left.TryDequeue(out var next) ? next : DeliveryOutcome.Sent;
    }
}
