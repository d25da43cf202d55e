namespace Dachshund.Alerting.Tests.Delivering;

public sealed class TimingTests
{
    private const long Minute = 60_000;

    [Fact]
    public void First_message_comes_after_group_wait_and_tells_all_that_came_until_then() => Ended(new Play()
        .Push(0, Some.Match())
        .Push(2000, Some.Match(host: "db-4", count: 4))
        .Run(10 * Minute)
        .Want("ops", 3000, 3000, "5 new, 5 since 03:00:00", "db-3", "db-4", "2 hosts"));

    [Fact]
    public void Next_message_comes_a_group_interval_after_the_last_and_tells_only_what_is_new() => Ended(new Play()
        .Push(0, Some.Match(count: 5))
        .Push(10_000, Some.Match(count: 7))
        .Push(20_000, Some.Match(count: 5))
        .Run(10 * Minute)
        .Want("ops", 3000, 3000, "5 new, 5 since")
        .Want("ops", 63_000, 63_000, "12 new, 17 since 03:00:00"));

    [Fact]
    public void A_notice_long_after_the_last_message_is_told_at_once() => Ended(new Play()
        .Push(0, Some.Match())
        .Push(5 * Minute, Some.Match())
        .Run(10 * Minute)
        .Want("ops", 3000, 3000)
        .Want("ops", 5 * Minute, 5 * Minute, "1 new, 2 since"));

    [Fact]
    public void A_group_that_is_told_and_quiet_is_dropped_and_the_next_notice_waits_again() => Ended(new Play()
        .Push(0, Some.Match())
        .Push(31 * Minute, Some.Match(at: 31 * Minute))
        .Run(40 * Minute)
        .Want("ops", 3000, 3000)
        .Want("ops", (31 * Minute) + 3000, (31 * Minute) + 3000, "1 new, 1 since 03:31:00"));

    [Fact]
    public void Rules_and_templates_are_groups_of_their_own() => Ended(new Play()
        .Push(0, Some.Match(), Some.Match(template: "other"), Some.Match(rule: "dead"))
        .Run(Minute)
        .Want("ops", 3000, 3000, "disk")
        .Want("ops", 3050, 3050)
        .Want("ops", 3100, 3100));

    [Fact]
    public void Hosts_lost_within_group_wait_are_one_message_and_a_later_one_names_only_itself() => Ended(new Play()
        .Push(0, Some.Presence("offline", "web-1"))
        .Push(1000, Some.Presence("offline", "web-2"))
        .Push(10_000, Some.Presence("offline", "web-3", at: 10_000))
        .Push(20_000, Some.Presence("recovered", "web-1"))
        .Run(10 * Minute)
        .Want("ops", 3000, 3000, "offline: web-1, web-2", "dead, or cut off from Redis")
        .Want("ops", 13_000, 13_000, "[CRITICAL] offline: web-3\n", "web-3 03:00:10")
        .Want("ops", 23_000, 23_000, "recovered: web-1"));

    [Fact]
    public void A_later_loss_does_not_name_hosts_of_an_earlier_message()
    {
        var play = new Play()
            .Push(0, Some.Presence("offline", "web-1"))
            .Push(10_000, Some.Presence("offline", "web-3"))
            .Run(Minute);
        Assert.DoesNotContain("web-1", play.Got[1].Delivery.Title + play.Got[1].Delivery.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_five_lost_hosts_are_a_number_and_the_first_five_names()
    {
        var play = new Play()
            .Push(0, [.. Enumerable.Range(1, 7).Select(n => Some.Presence("offline", $"web-{n}"))])
            .Run(Minute)
            .Want("ops", 3000, 3000, "7 hosts: web-1, web-2, web-3, web-4, web-5 …");
        Assert.DoesNotContain("web-6", play.Got[0].Delivery.Body, StringComparison.Ordinal);
        play.End();
    }

    [Fact]
    public void More_lost_hosts_than_are_kept_are_still_counted_right() => Ended(new Play()
        .Push(0, [.. Enumerable.Range(1, 250).Select(n => Some.Presence("offline", $"web-{n}"))])
        .Run(Minute)
        .Want("ops", 3000, 3000, "250 hosts: web-1, web-2, web-3, web-4, web-5 …"));

    [Fact]
    public void Offline_is_not_repeated_while_it_lasts_unless_its_notice_says_that_it_is_ongoing()
    {
        var options = new AlertingOptions { RepeatInterval = TimeSpan.FromMinutes(10) };
        Ended(new Play(options)
            .Push(0, Some.Presence("offline", "web-1"))
            .Run(45 * Minute)
            .Want("ops", 3000, 3000));
        Ended(new Play(options)
            .Push(0, Some.Presence("offline", "web-1") with { Ongoing = true })
            .Push(15 * Minute, Some.Presence("recovered", "web-1"))
            .Run(45 * Minute)
            .Want("ops", 3000, 3000)
            .Want("ops", (10 * Minute) + 3000, (10 * Minute) + 3000, "still so, since 03:00:00", "web-1")
            .Want("ops", (15 * Minute) + 3000, (15 * Minute) + 3000, "recovered"));
    }

    [Fact]
    public void An_ongoing_condition_is_told_again_at_repeat_interval_until_it_is_over() => Ended(new Play()
        .Push(0, Some.Of("full", detail: "partition 3 is full") with { Ongoing = true })
        .Push(9 * 60 * Minute, Some.Of("full", detail: "partition 3 is full") with { Over = true })
        .Run(20 * 60 * Minute)
        .Want("ops", 3000, 3000, "journal filling up", "1 new")
        .Want("ops", (4 * 60 * Minute) + 3000, (4 * 60 * Minute) + 3000, "still so")
        .Want("ops", (8 * 60 * Minute) + 3000, (8 * 60 * Minute) + 6000, "still so")
        .Want("ops", 9 * 60 * Minute, (9 * 60 * Minute) + 3000, "over"));

    [Fact]
    public void Matches_are_never_repeated() => Ended(
        new Play(new AlertingOptions { RepeatInterval = TimeSpan.FromMinutes(2) })
        .Push(0, Some.Match())
        .Run(29 * Minute)
        .Want("ops", 3000, 3000));

    [Fact]
    public void A_channel_can_have_a_wait_and_an_interval_of_its_own()
    {
        var options = new AlertingOptions
        {
            PerChannel = new Dictionary<string, ChannelPolicy>
            {
                ["terminal"] = new() { GroupWait = TimeSpan.Zero, GroupInterval = TimeSpan.FromSeconds(1) },
            },
        };
        Ended(new Play(options, "ops", "terminal")
            .Push(0, Some.Match())
            .Push(500, Some.Match(count: 2))
            .Run(10 * Minute)
            .Want("terminal", 0, 0, "1 new")
            .Want("terminal", 1000, 1000, "2 new, 3 since")
            .Want("ops", 3000, 3000, "3 new, 3 since"));
    }

    [Fact]
    public void A_route_can_have_times_of_its_own() => Ended(new Play(new AlertingOptions
        {
            Routes = [new RouteOptions
            {
                Match = Some.Labels(("rule", ["dead"])),
                Channels = ["ops"],
                GroupWait = TimeSpan.Zero,
                GroupInterval = TimeSpan.FromSeconds(5),
            }],
        })
        .Push(0, Some.Match(rule: "dead"))
        .Push(100, Some.Match(rule: "dead"))
        .Run(Minute)
        .Want("ops", 0, 0)
        .Want("ops", 5000, 5000));

    [Fact]
    public void Next_due_is_the_next_moment_at_which_something_is_taken()
    {
        var book = Some.Book();
        Assert.Null(book.NextDueMs(Some.Start));
        book.Fold(Some.Match(), Some.Start);
        Assert.Equal(Some.Start + 3000, book.NextDueMs(Some.Start));
        Assert.Empty(book.TakeDue(Some.Start + 2999, _ => true, "a"));
        var due = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a"));
        book.Fold(Some.Match(), Some.Start + 3000);
        Assert.Null(book.NextDueMs(Some.Start + 3000));
        book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 3100);
        Assert.Equal(Some.Start + 63_000, book.NextDueMs(Some.Start + 3100));
    }

    [Fact]
    public void A_clock_that_went_back_with_redis_does_not_hold_a_message()
    {
        var book = Some.Book();
        book.Fold(Some.Match(), Some.Start + (60 * Minute));
        var due = Assert.Single(book.TakeDue(Some.Start + (60 * Minute) + 3000, _ => true, "a"));
        book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + (60 * Minute) + 3000);
        book.Fold(Some.Match(), Some.Start + (60 * Minute) + 3000);
        var store = new Store();
        store.Commit(book);
        var later = store.Load(Some.Book());
        Assert.Empty(later.TakeDue(Some.Start, _ => true, "a"));
        Assert.Single(later.TakeDue(Some.Start + Minute, _ => true, "a"));
    }

    [Fact]
    public void A_clock_that_went_back_with_redis_does_not_hold_a_channel()
    {
        var book = Some.Book();
        book.Fold(Some.Match(), Some.Start + (60 * Minute));
        var due = Assert.Single(book.TakeDue(Some.Start + (60 * Minute) + 3000, _ => true, "a"));
        book.Complete(due.DeliveryId, DeliveryOutcome.RetryLater(TimeSpan.FromMinutes(10)), "", Some.Start + (60 * Minute) + 3000);
        var store = new Store();
        store.Commit(book);
        var later = store.Load(Some.Book());
        Assert.Empty(later.TakeDue(Some.Start, _ => true, "a"));
        Assert.Empty(later.TakeDue(Some.Start + (10 * Minute) - 1, _ => true, "a"));
        Assert.Single(later.TakeDue(Some.Start + (10 * Minute), _ => true, "a"));
    }

    private static void Ended(Play play) => play.End();
}
