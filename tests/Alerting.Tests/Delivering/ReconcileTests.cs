namespace Dachshund.Alerting.Tests.Delivering;

public sealed class ReconcileTests
{
    private readonly Store _store = new();
    private readonly AlertBook _book = Some.Book();

    [Fact]
    public void What_was_told_and_whose_record_is_lost_moves_into_the_digest()
    {
        Fold(count: 5);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        var now = Back(earlier);
        now.Fold(Some.Match(count: 2), Some.Start + 3000);
        Assert.Equal((5, 2), (Account(now).Moved, Account(now).Pending));
        DueDelivery[] due = [Deliver(now, Some.Start + 10_000), Deliver(now, Some.Start + 10_000)];
        Assert.Equal([(false, 2L), (true, 5L)], due.Select(d => (d.PossibleRepeat, d.New)).Order());
        var channel = now.Summary().Channels[0];
        Assert.Equal((7, 7, 0), (channel.Owed, channel.Told, channel.Pending));
    }

    [Fact]
    public void Only_what_redis_still_has_moves()
    {
        Fold(count: 3);
        var earlier = _store.Copy();
        Fold(count: 5);
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        Assert.Equal((3L, 3L), (Account(Back(earlier)).Owed, Account(Back(earlier)).Moved));
    }

    [Fact]
    public void What_was_in_flight_counts_as_told()
    {
        Fold(count: 5);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, null);
        Assert.Equal(5, Account(Back(earlier)).Moved);
    }

    [Fact]
    public void What_was_not_told_stays_where_it_is()
    {
        Fold(count: 5);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, DeliveryOutcome.RetryLater(null));
        var now = Back(earlier);
        Assert.Equal((0L, 5L), (Account(now).Moved, Account(now).Pending));
        Assert.False(Deliver(now, Some.Start + 5000).PossibleRepeat);
    }

    [Fact]
    public void A_delivery_whose_outcome_is_known_is_finished_and_not_repeated()
    {
        Fold(count: 5);
        var due = Assert.Single(_book.TakeDue(Some.Start + 3000, _ => true, "a"));
        _store.Commit(_book);
        var earlier = _store.Copy();
        _book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 3100);
        var now = Back(earlier);
        Assert.Equal((5L, 0L), (Account(now).Told, Account(now).Moved));
        Assert.Empty(now.TakeDue(Some.Start + 600_000, _ => true, "a"));
    }

    [Fact]
    public void A_delivery_that_is_still_out_is_completed_when_its_outcome_comes()
    {
        Fold(count: 5);
        var due = Assert.Single(_book.TakeDue(Some.Start + 3000, _ => true, "a"));
        _store.Commit(_book);
        var now = Back(_store.Copy());
        Assert.Empty(now.TakeDue(Some.Start + 4000, _ => true, "a"));
        Assert.True(now.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", Some.Start + 5000));
        Assert.Equal((5L, 0L), (Account(now).Told, Account(now).Moved));
    }

    [Fact]
    public void A_group_that_was_over_was_told()
    {
        Fold(count: 5);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        _book.TakeDue(Some.Start + 3_600_000, _ => true, "a");
        Assert.Empty(_book.Summary().Alerts);
        var now = Back(earlier);
        Assert.Equal(["match", "digest"], now.Summary().Alerts.Select(a => a.Kind).OrderDescending());
        Assert.True(Deliver(now, Some.Start + 4_000_000).PossibleRepeat);
    }

    [Fact]
    public void A_group_of_the_same_name_that_began_anew_does_not_hide_what_the_old_one_told()
    {
        Fold(count: 5);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        _book.Fold(Some.Match(), Some.Start + 3_600_000);
        Assert.Equal(5, Account(Back(earlier)).Moved);
    }

    [Fact]
    public void A_digest_names_the_problems_that_moved()
    {
        Fold(count: 5);
        _book.Fold(Some.Presence("offline", "web-1"), Some.Start);
        _store.Commit(_book);
        var earlier = _store.Copy();
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        Send(Some.Start + 3000, DeliveryOutcome.Sent);
        var digest = Deliver(Back(earlier), Some.Start + 10_000);
        Assert.Contains("×5 app/error: disk", digest.Body, StringComparison.Ordinal);
        Assert.Contains("×1 offline web-1", digest.Body, StringComparison.Ordinal);
    }

    private static AccountSummary Account(AlertBook book) =>
        Assert.Single(Assert.Single(book.Summary().Alerts, a => a.Kind == "match").Accounts);

    private static DueDelivery Deliver(AlertBook book, long nowMs)
    {
        var due = Assert.Single(book.TakeDue(nowMs, _ => true, "a"));
        Assert.True(book.Complete(due.DeliveryId, DeliveryOutcome.Sent, "", nowMs));
        return due;
    }

    private void Fold(long count)
    {
        _book.Fold(Some.Match(count: count), Some.Start);
        _store.Commit(_book);
    }

    private void Send(long nowMs, DeliveryOutcome? outcome)
    {
        var due = Assert.Single(_book.TakeDue(nowMs, _ => true, "a"));
        if (outcome is not null)
            Assert.True(_book.Complete(due.DeliveryId, outcome, "", nowMs));
        _store.Commit(_book);
    }

    private AlertBook Back(Store earlier)
    {
        var now = earlier.Load(Some.Book());
        now.Reconcile(_book);
        return now;
    }
}
