namespace Dachshund.Alerting.Tests;

/// <summary>
/// Random notices, outcomes, crashes and roll-backs, by seed. Whatever happens, every event that was routed to a channel
/// is told there, given up there, or still waits there; and nothing is told twice without saying so.
/// </summary>
public sealed class PropertyTests
{
    private const int Seeds = 50;

    [Fact]
    public void Every_event_is_told_once_on_every_channel_whatever_crashes()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var world = new World(seed, rollsBack: false);
            world.Live(250);
            world.Drain();
            world.CheckTotals();
            world.CheckPhonesExactly();
        }
    }

    [Fact]
    public void After_redis_went_back_every_event_is_told_and_repeats_say_so()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var world = new World(seed, rollsBack: true);
            world.Live(250);
            world.Drain();
            world.CheckTotals();
            world.CheckPhonesAfterRollBack();
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_messages()
    {
        Assert.Equal(Played(7), Played(7));
        Assert.NotEqual(Played(7), Played(8));

        static string[] Played(int seed)
        {
            var world = new World(seed, rollsBack: true);
            world.Live(250);
            return [.. world.Posts.Select(p => $"{p.Channel} {p.DeliveryId} {p.Title}")];
        }
    }
}
