using Dachshund.Journal.Leases;

namespace Dachshund.Journal.Tests.Leases;

public sealed class LeaseWatchTests
{
    private static readonly LeaseLook _owned =
        new("l", "web-2:j1", 5, 0, "", TimeSpan.Zero) { Pulse = 7, OwnerHasSession = true };
    private readonly LeaseWatch _watch = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void Free_lease_may_be_asked_for_at_once_but_for_the_heirs_second()
    {
        var free = _owned with { Owner = "" };
        Assert.Equal(LeaseClaim.Free, Observe(free, 0));
        Assert.Null(Observe(free with { Heir = "web-2", FreeFor = TimeSpan.FromMilliseconds(999) }, 1));
        Assert.Equal(LeaseClaim.Free, Observe(free with { Heir = "web-2", FreeFor = TimeSpan.FromSeconds(1) }, 2));
        Assert.Equal(LeaseClaim.Free, Observe(free with { Heir = "web-1" }, 3));
    }

    [Fact]
    public void Lease_of_an_earlier_process_of_this_host_is_its_own() =>
        Assert.Equal(LeaseClaim.Own, Observe(_owned with { Owner = "web-1:i0" }, 0));

    [Fact]
    public void Owner_without_a_session_is_gone() =>
        Assert.Equal(LeaseClaim.Gone, Observe(_owned with { OwnerHasSession = false }, 0));

    [Fact]
    public void Pulse_that_stands_still_for_the_time_to_live_expires()
    {
        for (var second = 0; second < 5; second++)
            Assert.Null(Observe(_owned, second));
        Assert.Equal(LeaseClaim.Expired, Observe(_owned, 5));
    }

    [Fact]
    public void Pulse_history_epoch_or_a_gap_in_looking_start_the_wait_over()
    {
        LookForFourSeconds(0);
        Assert.Null(Observe(_owned with { Pulse = 8 }, 5));
        LookForFourSeconds(10);
        Assert.Null(Observe(_owned, 15, "h2"));
        LookForFourSeconds(20);
        Assert.Null(Observe(_owned with { Epoch = 6 }, 25));
        LookForFourSeconds(30);
        Assert.Null(Observe(_owned, 36.1));
    }

    [Fact]
    public void Absence_counts_only_after_presence_was_seen_and_over_two_looks()
    {
        Assert.Null(Observe(_owned, 0));
        Assert.Null(Observe(_owned, 0.3));
        Assert.Null(Observe(_owned with { OwnerPresent = true }, 0.6));
        Assert.Null(Observe(_owned, 0.9));
        Assert.Null(Observe(_owned, 1.1));
        Assert.Equal(LeaseClaim.Gone, Observe(_owned, 1.15));
    }

    [Fact]
    public void Absence_starts_over_with_a_pulse_and_is_forgotten_with_the_history()
    {
        Observe(_owned with { OwnerPresent = true }, 0);
        Observe(_owned, 0.3);
        Assert.Null(Observe(_owned with { Pulse = 8 }, 0.6));
        Assert.Null(Observe(_owned with { Pulse = 8 }, 0.7));
        Assert.Null(Observe(_owned with { Pulse = 8 }, 0.8, "h2"));
        Assert.Null(Observe(_owned with { Pulse = 8 }, 1.2, "h2"));
    }

    private void LookForFourSeconds(int from)
    {
        for (var second = from; second < from + 5; second++)
            Observe(_owned, second);
    }

    private LeaseClaim? Observe(LeaseLook look, double seconds, string history = "h1") =>
        _watch.Observe(look, history, Some.Identity(), TimeSpan.FromSeconds(seconds));
}
