using System.Text;

namespace Dachshund.Alerting.Tests.Folding;

public sealed class FoldingTests
{
    [Fact]
    public void Beyond_the_limit_notices_are_counted_as_other_problems_of_their_route_and_kind()
    {
        var book = Some.Book(new AlertingOptions { GroupsMax = 10, GroupWait = TimeSpan.Zero });
        for (var n = 0; n < 100; n++)
            book.Fold(Some.Match(rule: $"r{n}", count: 2), Some.Start);
        book.Fold(Some.Of("task"), Some.Start);
        book.Fold(Some.Match(rule: "r3"), Some.Start);
        var alerts = book.Summary().Alerts;
        Assert.Equal(12, alerts.Count);
        Assert.Equal([180L, 3, 2], alerts.Select(a => a.Counted).OrderDescending().Take(3));
        Assert.Equal(202, book.Summary().Channels[0].Owed);
    }

    [Fact]
    public void Other_problems_are_told_as_such()
    {
        var book = Some.Book(new AlertingOptions { GroupsMax = 0, GroupWait = TimeSpan.Zero });
        book.Fold(Some.Match(rule: "a", template: "x"), Some.Start);
        book.Fold(Some.Match(rule: "b", template: "y"), Some.Start);
        var due = Assert.Single(book.TakeDue(Some.Start, _ => true, "a"));
        Assert.Equal("[ERROR] other problems ×2 db-3", due.Title);
    }

    [Fact]
    public void Stored_groups_stay_small_whatever_is_logged()
    {
        var book = Some.Book();
        for (var n = 0; n < 200; n++)
            book.Fold(Some.Match(host: $"h{n}" + new string('h', 500), template: new string('磁', 9000)) with
            {
                Samples = [.. Enumerable.Repeat(Some.Sample(text: new string('磁', 1 << 16)), 5)],
            }, Some.Start);
        Assert.InRange(book.TakeChanges().Bytes, 1, 80_000);
    }

    [Fact]
    public void The_first_samples_and_the_newest_are_kept()
    {
        var book = Some.Book(new AlertingOptions
        {
            PerChannel = new Dictionary<string, ChannelPolicy> { ["ops"] = new() { LinesMax = 20 } },
        });
        for (var n = 0; n < 100; n++)
            book.Fold(Some.Match() with { Samples = [Some.Sample(text: $"line {n}.")] }, Some.Start);
        var body = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a")).Body;
        foreach (var n in (int[])[0, 4, 85, 99])
            Assert.Contains($"line {n}.", body, StringComparison.Ordinal);
        foreach (var n in (int[])[5, 84])
            Assert.DoesNotContain($"line {n}.", body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_shows_the_first_new_line_and_the_last_ones_and_none_that_was_shown()
    {
        var book = Some.Book();
        book.Fold(Lines(0, 5), Some.Start);
        var first = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a"));
        book.Complete(first.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 3000);
        book.Fold(Lines(5, 2), Some.Start + 4000);
        var second = Assert.Single(book.TakeDue(Some.Start + 90_000, _ => true, "a"));
        Assert.Equal(["0", "3", "4"], Shown(first));
        Assert.Equal(["5", "6"], Shown(second));
    }

    [Fact]
    public void A_slow_channel_is_told_the_first_hosts_and_a_fast_one_the_newest()
    {
        var book = Some.Book(new AlertingOptions { GroupWait = TimeSpan.Zero }, Some.Channel("fast"), Some.Channel("slow"));
        for (var n = 0; n < 300; n++)
        {
            book.Fold(Some.Presence("offline", $"web-{n}"), Some.Start + n);
            var due = Assert.Single(book.TakeDue(Some.Start + n, c => c == "fast", "a"));
            Assert.StartsWith($"[CRITICAL] offline: web-{n}", due.Title, StringComparison.Ordinal);
            book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + n);
        }

        var late = Assert.Single(book.TakeDue(Some.Start + 400, _ => true, "a"));
        Assert.Contains("300 hosts: web-0, web-1, web-2, web-3, web-4 …", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void At_most_ten_hosts_are_named()
    {
        var book = Some.Book();
        for (var n = 0; n < 15; n++)
            book.Fold(Some.Match(host: $"web-{n:00}"), Some.Start);
        var body = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a")).Body;
        Assert.Contains("web-09 and more", body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_have_been_told_is_one_marked_digest_a_channel_with_the_ten_worst_problems()
    {
        var play = new Play(null, "ops", "boss");
        for (var n = 0; n < 15; n++)
            play.Push(0, Some.Match(rule: $"r{n:00}", count: n + 1) with { Again = true });
        play.Push(1000, Some.Match()).Push(10_000, Some.Match(rule: "r00", count: 4) with { Again = true }).Run(600_000);
        foreach (var channel in (string[])["ops", "boss"])
            play.Want(channel, 3000, 3000, "(可能重复 / may be a repeat)", "×120", "×15 app/r14", "×6 app/r05",
                    "5 more problems, 15 in all")
                .Want(channel, 4000, 4000, "app/error")
                .Want(channel, 63_000, 63_000, "may be a repeat", "4 new, 124 since", "×4 app/r00");
        play.End();
        Assert.All(play.Got, g => Assert.Equal(
            g.Delivery.Title.Contains("may be a repeat", StringComparison.Ordinal), g.Delivery.PossibleRepeat));
    }

    [Fact]
    public void A_digest_forgets_names_beyond_its_limit_but_no_event()
    {
        var book = Some.Book();
        for (var n = 0; n < 300; n++)
            book.Fold(Some.Match(rule: $"r{n}") with { Again = true }, Some.Start);
        var due = Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "a"));
        Assert.Equal(300, due.New);
        Assert.Contains("190 more problems, 190 in all", due.Body, StringComparison.Ordinal);
        Assert.Contains("other problems, 100 in all", due.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_that_is_refused_tells_the_same_events_again_unmarked_by_the_attempt()
    {
        var play = new Play();
        var left = 1;
        play.Answer = _ => left-- > 0 ? DeliveryOutcome.RetryLater(null) : DeliveryOutcome.Sent;
        play.Push(0, Some.Match(count: 3) with { Again = true }).Push(3100, Some.Match(count: 4) with { Again = true }).Run(60_000)
            .Want("ops", 3000, 3000, "×3 app/error").Want("ops", 4000, 4000, "×7 app/error").End();
    }

    [Fact]
    public void State_that_cannot_be_read_is_named_and_left_alone()
    {
        var store = new Store();
        var book = Some.Book();
        book.Fold(Some.Match(), Some.Start);
        store.Commit(book);
        store.Put("broken", "{\"id\":7"u8.ToArray());
        var loaded = store.Load(Some.Book());
        Assert.Equal(["broken"], loaded.Summary().UnreadableFields);
        Assert.Single(loaded.TakeDue(Some.Start + 3000, _ => true, "a"));
        store.Commit(loaded);
        Assert.True(store.Alerts.ContainsKey("broken"));
    }

    [Fact]
    public void A_loaded_book_writes_what_it_read()
    {
        var store = new Store();
        var book = Some.Book(null, Some.Channel(), Some.Channel("boss"));
        Notice[] notices =
            [Some.Match(), Some.Presence("offline", "web-1") with { Ongoing = true }, Some.Match() with { Again = true }];
        foreach (var notice in notices)
            book.Fold(notice, Some.Start);
        book.TakeDue(Some.Start + 3000, _ => true, "a");
        store.Commit(book);
        var loaded = store.Load(Some.Book(null, Some.Channel(), Some.Channel("boss")));
        Assert.Equal(Text(book.Summary()), Text(loaded.Summary()));
        Assert.True(loaded.TakeChanges().IsEmpty);
    }

    [Fact]
    public void Stored_state_is_as_approved()
    {
        var store = new Store();
        var book = Some.Book();
        book.Fold(Some.Match(count: 17), Some.Start);
        Assert.Single(book.TakeDue(Some.Start + 3000, _ => true, "node:1"));
        store.Commit(book);
        var text = new StringBuilder();
        foreach (var (field, body) in store.Alerts.Concat(store.Deliveries).OrderBy(f => f.Key, StringComparer.Ordinal))
            text.Append(field).Append(' ').Append(Encoding.UTF8.GetString(body)).Append('\n');
        ApprovedFile.Verify("state", text.ToString());
    }

    [Fact]
    public void What_a_removed_channel_was_owed_goes_to_the_default_channels()
    {
        var store = new Store();
        var route = new RouteOptions { Match = Some.Labels(("rule", ["error"])), Channels = ["boss"] };
        var book = Some.Book(new AlertingOptions { Routes = [route] }, Some.Channel(), Some.Channel("boss"));
        book.Fold(Some.Match(count: 5), Some.Start);
        store.Commit(book);
        var due = Assert.Single(store.Load(Some.Book()).TakeDue(Some.Start + 60_000, _ => true, "a"));
        Assert.Equal(("ops", 5L), (due.Channel, due.New));
    }

    [Fact]
    public void A_delivery_to_a_removed_channel_is_not_waited_for()
    {
        var store = new Store();
        var book = Some.Book(null, Some.Channel(), Some.Channel("boss"));
        book.Fold(Some.Match(), Some.Start);
        Assert.Equal(2, book.TakeDue(Some.Start + 3000, _ => true, "a").Count);
        store.Commit(book);
        var loaded = store.Load(Some.Book());
        Assert.Equal("ops", Assert.Single(loaded.TakeDue(Some.Start + 3000, _ => true, "b")).Channel);
        Assert.Equal(["failed", "sending"], loaded.Summary().Deliveries.Select(d => d.State).Order());
    }

    private static Notice Lines(int from, int count) => Some.Match(count: count) with
    {
        Samples = [.. Enumerable.Range(from, count).Select(n => Some.Sample(text: $"line={n}"))],
    };

    private static string[] Shown(DueDelivery due) =>
        [.. due.Body.Split('\n').Where(l => l.Contains("line=", StringComparison.Ordinal)).Select(l => l.Split('=')[1].Trim())];

    private static string Text(BookSummary summary) => System.Text.Json.JsonSerializer.Serialize(summary);
}
