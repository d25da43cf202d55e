namespace Dachshund.Alerting.Tests.Routing;

public sealed class RouteTests
{
    [Fact]
    public void Without_routes_a_notice_goes_to_every_channel() => Assert.Equal("ops boss night", Channels([], Some.Match()));

    [Fact]
    public void The_first_route_that_matches_decides() => Assert.Equal("boss", Channels(
        [To("boss", ("rule", ["dead", "err*"])), To("ops", ("kind", ["match"]))], Some.Match()));

    [Fact]
    public void Continue_goes_on_and_a_channel_gets_it_once() => Assert.Equal("boss ops", Channels(
        [To("boss", ("kind", ["match"])) with { Continue = true },
         To("ops", ("kind", ["match"])) with { Channels = ["boss", "ops"] },
         To("night", ("kind", ["match"]))],
        Some.Match()));

    [Fact]
    public void Every_label_of_a_match_must_hold() => Assert.Equal("ops boss night", Channels(
        [To("boss", ("kind", ["match"]), ("host", ["web-*"]))], Some.Match()));

    [Fact]
    public void Except_takes_a_notice_out_only_when_all_of_it_holds()
    {
        var route = To("boss", ("kind", ["match"])) with { Except = Some.Labels(("host", ["db-*"]), ("rule", ["error"])) };
        Assert.Equal("ops boss night", Channels([route], Some.Match()));
        Assert.Equal("boss", Channels([route], Some.Match(rule: "dead")));
    }

    [Theory]
    [InlineData("kind", "match")]
    [InlineData("host", "db-3")]
    [InlineData("input", "app")]
    [InlineData("rule", "error")]
    [InlineData("severity", "error")]
    [InlineData("template", "t-disk <*> is full")]
    [InlineData("template", "disk*")]
    [InlineData("team", "data")]
    [InlineData("absent", "")]
    public void All_labels_can_be_matched(string label, string value)
    {
        var notice = Some.Match() with { Labels = new Dictionary<string, string> { ["team"] = "data", ["kind"] = "mine" } };
        Assert.Equal("boss", Channels([To("boss", (label, [value]))], notice));
        Assert.Equal("ops boss night", Channels([To("boss", (label, [value + "x"]))], notice));
    }

    [Fact]
    public void No_channels_is_nowhere_on_purpose_and_still_recorded()
    {
        var book = Book([To("boss", ("kind", ["match"])) with { Channels = [] }]);
        book.Fold(Some.Match(count: 5), Some.Start);
        Assert.Null(book.NextDueMs(Some.Start));
        var alert = Assert.Single(book.Summary().Alerts);
        Assert.Equal((5, 0), (alert.Counted, alert.Accounts.Count));
    }

    [Fact]
    public void A_route_whose_channels_do_not_exist_does_not_swallow_an_alert() =>
        Assert.Equal("ops boss night", Channels([To("bos", ("kind", ["match"]))], Some.Match()));

    [Fact]
    public void Default_channels_that_do_not_exist_are_every_channel()
    {
        var book = Some.Book(new AlertingOptions { Channels = ["opz"] }, Some.Channel(), Some.Channel("boss"));
        book.Fold(Some.Match(), Some.Start);
        Assert.Equal(2, Assert.Single(book.Summary().Alerts).Accounts.Count);
    }

    [Fact]
    public void A_notice_about_a_channel_goes_to_the_others() =>
        Assert.Equal("ops night", Channels([To("boss", ("kind", ["channel"]))], Some.Of("channel", "boss")));

    [Fact]
    public void A_report_goes_where_it_is_said_that_reports_go_whatever_the_routes_say()
    {
        var report = Some.Of("report", "daily-report", "daily report 01-05: all is well", "info");
        RouteOptions[] routes = [To("boss", ("kind", ["report"])), To("night")];
        Assert.Equal("", Channels(routes, report));
        Assert.Equal("night ops", Channels(routes, report, "night", "ops"));
        Assert.Equal("ops boss night", Channels(routes, report, "*"));
    }

    [Fact]
    public void What_ends_with_another_severity_ends_where_it_began()
    {
        var book = Book([To("boss", ("severity", ["error"])), To("night", ("severity", ["info"])) with { Channels = [] }]);
        book.Fold(Some.Of("input", "app") with { Ongoing = true }, Some.Start);
        var due = Assert.Single(book.TakeDue(Some.Start + 60_000, _ => true, "a"));
        Assert.True(book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 61_000));
        Assert.NotNull(book.NextDueMs(Some.Start + 61_000));
        book.Fold(Some.Of("input", "app", severity: "info") with { Over = true }, Some.Start + 62_000);
        Assert.Empty(book.TakeDue(Some.Start + 86_400_000, _ => true, "a"));
    }

    [Fact]
    public void All_that_lasts_of_a_host_ends_when_it_is_forgotten_and_nobody_is_told()
    {
        var book = Book([]);
        book.Fold(Some.Of("input", "app") with { Ongoing = true }, Some.Start);
        book.Fold(Some.Presence("offline", "db-3") with { Ongoing = true }, Some.Start);
        book.Fold(Some.Of("input", "app") with { Host = "db-4", Rule = "other", Ongoing = true }, Some.Start);
        for (var due = Take(book, 60_000); due.Count > 0; due = Take(book, 60_000))
            Assert.All(due, delivery => Assert.True(book.Complete(delivery.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 60_000)));
        book.Fold(new Notice { Kind = NoticeKinds.Forgotten, Host = "db-3" }, Some.Start + 62_000);
        Assert.Empty(Take(book, 62_000));
        var reminders = Take(book, 86_400_000);
        Assert.NotEmpty(reminders);
        Assert.All(reminders, reminder => Assert.Contains("other", reminder.Title, StringComparison.Ordinal));
    }

    private static IReadOnlyList<DueDelivery> Take(AlertBook book, long at) => book.TakeDue(Some.Start + at, _ => true, "a");

    [Fact]
    public void A_route_groups_by_its_own_labels()
    {
        var book = Book([To("boss", ("kind", ["match"])) with { GroupBy = ["host"] }]);
        book.Fold(Some.Match(), Some.Start);
        book.Fold(Some.Match(rule: "dead"), Some.Start);
        book.Fold(Some.Match(host: "web-1"), Some.Start);
        Assert.Equal([2, 1], book.Summary().Alerts.Select(a => a.Counted).OrderDescending());
    }

    [Fact]
    public void Values_of_two_labels_do_not_run_into_each_other()
    {
        var book = Book([], ["a", "b"]);
        book.Fold(Labelled("x", "yz"), Some.Start);
        book.Fold(Labelled("xy", "z"), Some.Start);
        book.Fold(Labelled("x\n1:b1:y", "z"), Some.Start);
        Assert.Equal(3, book.Summary().Alerts.Count);
    }

    [Fact]
    public void The_kind_is_always_part_of_the_group()
    {
        var book = Book([], []);
        book.Fold(Some.Match(), Some.Start);
        book.Fold(Some.Of("task"), Some.Start);
        Assert.Equal(2, book.Summary().Alerts.Count);
    }

    private static Notice Labelled(string a, string b) =>
        Some.Match() with { Labels = new Dictionary<string, string> { ["a"] = a, ["b"] = b } };

    private static RouteOptions To(string channel, params (string Label, string[] Values)[] match) =>
        new() { Match = Some.Labels(match), Channels = [channel] };

    private static AlertBook Book(RouteOptions[] routes, string[]? groupBy = null, params string[] reports) => Some.Book(
        new AlertingOptions { Routes = routes, GroupBy = groupBy ?? ["rule", "template"], ReportChannels = reports },
        Some.Channel(), Some.Channel("boss"), Some.Channel("night"));

    private static string Channels(RouteOptions[] routes, Notice notice, params string[] reports)
    {
        var book = Book(routes, null, reports);
        book.Fold(notice, Some.Start);
        return string.Join(' ', book.Summary().Alerts.Reverse().OrderBy(a => a.Accounts.Any(x => x.Channel == "boss") ? 0 : 1)
            .SelectMany(a => a.Accounts).Select(a => a.Channel));
    }
}
