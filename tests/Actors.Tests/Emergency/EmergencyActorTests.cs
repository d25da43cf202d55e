using Dachshund.Actors.Cluster;
using Dachshund.Channels;

namespace Dachshund.Actors.Tests.Emergency;

public sealed class EmergencyActorTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly string[] s_hosts = [.. Enumerable.Range(0, 40).Select(n => $"web-{n}")];

    [Fact]
    public async Task An_outage_is_said_once_at_its_start_and_once_at_its_end()
    {
        await using var node = new EmergencyNode();
        node.Start();
        await node.RedisAnswersAsync(5 * s_minute);
        await node.RedisIsAwayAsync(20 * s_minute);
        var start = Assert.Single(node.Channel.Sent);
        Assert.InRange(start.At, 7 * s_minute, 7.6 * s_minute);
        Assert.Equal("[CRITICAL] Redis is away: hound", start.Message.Title);
        Assert.Contains("no answer since 00:05:00", start.Message.Body, StringComparison.Ordinal);
        Assert.Contains("nothing is lost as long as the log files stay", start.Message.Body, StringComparison.Ordinal);

        await node.RedisAnswersAsync(10 * s_minute);
        Assert.Equal(["[CRITICAL] Redis is away: hound", "[INFO] Redis is back: hound"], node.Titles);
        Assert.Contains("since 00:05:00, for 20 min", node.Channel.Sent[1].Message.Body, StringComparison.Ordinal);
        Assert.False(node.HasFile);

        await node.RedisIsAwayAsync(5 * s_minute);
        Assert.Equal(3, node.Channel.Sent.Count);
        Assert.Contains("no answer since 00:35:00", node.Channel.Sent[2].Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shorter_outages_say_nothing_however_many()
    {
        await using var node = new EmergencyNode();
        node.Start();
        for (var flap = 0; flap < 10; flap++)
        {
            await node.RedisAnswersAsync(TimeSpan.FromSeconds(2));
            await node.RedisIsAwayAsync(1.9 * s_minute);
        }

        Assert.Empty(node.Channel.Sent);
    }

    [Fact]
    public async Task A_Redis_that_comes_and_goes_is_one_outage()
    {
        await using var node = new EmergencyNode();
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(5 * s_minute);
        for (var flap = 0; flap < 10; flap++)
        {
            await node.RedisAnswersAsync(TimeSpan.FromSeconds(2));
            await node.RedisIsAwayAsync(0.5 * s_minute);
        }

        Assert.Single(node.Channel.Sent);
        await node.RedisAnswersAsync(s_minute);
        Assert.Equal(2, node.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_restart_in_the_outage_does_not_say_it_again_and_says_the_end()
    {
        await using var node = new EmergencyNode();
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(5 * s_minute);
        await node.EndAsync();
        node.Start(isConnected: false);
        await node.RedisIsAwayAsync(60 * s_minute);
        Assert.Single(node.Channel.Sent);
        node.Connect();
        await node.RedisAnswersAsync(s_minute);
        Assert.Equal("[INFO] Redis is back: hound", node.Titles.Last());
        Assert.Equal(2, node.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_node_that_is_started_after_the_outage_says_the_end_if_it_had_said_the_start()
    {
        await using var node = new EmergencyNode();
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(5 * s_minute);
        await node.EndAsync();
        node.Start();
        await node.RedisAnswersAsync(2 * s_minute);
        Assert.Equal(2, node.Channel.Sent.Count);
        Assert.Contains("at most", node.Channel.Sent[1].Message.Body, StringComparison.Ordinal);
        await node.EndAsync();
        node.Start();
        await node.RedisAnswersAsync(2 * s_minute);
        Assert.Equal(2, node.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_node_that_never_reached_Redis_counts_from_its_start()
    {
        await using var node = new EmergencyNode();
        node.Start(isConnected: false);
        await node.RedisIsAwayAsync(1.9 * s_minute);
        Assert.Empty(node.Channel.Sent);
        await node.RedisIsAwayAsync(s_minute);
        Assert.Contains("no answer since 00:00:00", Assert.Single(node.Channel.Sent).Message.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_send_that_fails_is_tried_again_as_long_as_the_outage_lasts()
    {
        await using var node = new EmergencyNode();
        node.Channel.Answer = SendOutcome.Transient;
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(30 * s_minute);
        Assert.InRange(node.Channel.Sent.Count, 5, 30);
        node.Channel.Answer = SendOutcome.Ok;
        await node.RedisIsAwayAsync(6 * s_minute);
        var tries = node.Channel.Sent.Count;
        Assert.DoesNotContain(node.Titles, title => title.Contains("repeat", StringComparison.Ordinal));
        await node.RedisIsAwayAsync(30 * s_minute);
        Assert.Equal(tries, node.Channel.Sent.Count);
    }

    [Fact]
    public async Task What_nobody_was_told_has_no_end()
    {
        await using var node = new EmergencyNode();
        node.Channel.Answer = SendOutcome.PermanentConfig;
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(30 * s_minute);
        var tries = node.Channel.Sent.Count;
        node.Channel.Answer = SendOutcome.Ok;
        await node.RedisAnswersAsync(5 * s_minute);
        Assert.Equal(tries, node.Channel.Sent.Count);
        Assert.False(node.HasFile);
    }

    [Fact]
    public async Task What_may_have_arrived_is_marked_when_it_is_sent_again_also_after_a_restart()
    {
        await using var node = new EmergencyNode();
        node.Channel.Answer = SendOutcome.Ambiguous;
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        await node.RedisIsAwayAsync(2.6 * s_minute);
        await node.EndAsync();
        node.Start(isConnected: false);
        node.Channel.Answer = SendOutcome.Ok;
        await node.RedisIsAwayAsync(s_minute);
        Assert.DoesNotContain("repeat", node.Titles.First(), StringComparison.Ordinal);
        Assert.True(node.Channel.Sent.Count > 1);
        Assert.All(node.Titles.Skip(1), title => Assert.Contains("may be a repeat", title, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_speak_within_the_spread_and_not_all_at_once()
    {
        var times = new List<TimeSpan>();
        for (var seed = 0; seed < 20; seed++)
        {
            await using var node = new EmergencyNode(seed: seed);
            node.Start(isConnected: false);
            await node.RedisIsAwayAsync(3 * s_minute);
            times.Add(Assert.Single(node.Channel.Sent).At);
        }

        Assert.All(times, at => Assert.InRange(at, 2 * s_minute, TimeSpan.FromSeconds(151)));
        Assert.True(times.Max() - times.Min() > TimeSpan.FromSeconds(15), $"from {times.Min()} to {times.Max()}");
    }

    [Fact]
    public async Task Of_the_other_nodes_the_first_three_volunteer_and_the_rest_speak_after_half_an_hour()
    {
        var order = s_hosts.OrderBy(host => Rendezvous.Place("emergency", host, s_hosts)).ToArray();
        foreach (var (host, isFirst) in new[] { (order[0], true), (order[2], true), (order[3], false), (order[39], false) })
        {
            await using var node = new EmergencyNode(isServer: false, host: host);
            node.Volunteers.AddRange(order.Take(3).Where(volunteer => volunteer != host));
            if (!isFirst)
                node.Volunteers.AddRange(order.Take(3).Except(node.Volunteers));
            node.Start();
            await node.RedisAnswersAsync(3 * s_minute);
            Assert.Equal(isFirst, node.Volunteers.Contains(host));
            await node.RedisIsAwayAsync(29 * s_minute);
            Assert.Equal(isFirst ? 1 : 0, node.Channel.Sent.Count);
            await node.RedisIsAwayAsync(32 * s_minute);
            Assert.Single(node.Channel.Sent);
        }
    }

    [Fact]
    public async Task Who_is_no_longer_among_the_first_steps_back_and_who_becomes_so_steps_in()
    {
        var order = s_hosts.OrderBy(host => Rendezvous.Place("emergency", host, s_hosts)).ToArray();
        await using var node = new EmergencyNode(isServer: false, host: order[3]);
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        Assert.Contains(order[3], node.Volunteers);
        node.Volunteers.AddRange(order.Take(3));
        await node.RedisAnswersAsync(s_minute);
        Assert.DoesNotContain(order[3], node.Volunteers);
        node.Volunteers.Remove(order[1]);
        await node.RedisAnswersAsync(2 * s_minute);
        Assert.Contains(order[3], node.Volunteers);
    }

    [Fact]
    public async Task A_node_that_was_suspended_does_not_take_its_own_absence_for_an_outage()
    {
        await using var node = new EmergencyNode();
        node.Start();
        await node.RedisAnswersAsync(s_minute);
        node.Suspend(10 * s_minute);
        await node.RedisIsAwayAsync(s_minute);
        await node.RedisAnswersAsync(5 * s_minute);
        Assert.Empty(node.Channel.Sent);
    }
}
