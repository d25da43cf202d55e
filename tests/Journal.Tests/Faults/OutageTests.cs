using Dachshund.Journal.Appends;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;
using Dachshund.TestKit.Redis;

namespace Dachshund.Journal.Tests.Faults;

public sealed class OutageTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Killed_redis_refuses_calls_and_its_return_is_found_without_help()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        var (lost, restored, history) =
            (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource<string>());
        fixture.Client.ConnectionLost += () => lost.TrySetResult();
        fixture.Client.ConnectionRestored += () => restored.TrySetResult();
        fixture.Client.HistoryChanged += changed => history.TrySetResult(changed);
        var rings = 0;
        using var bell = fixture.Client.SubscribeBell("x", () => Interlocked.Increment(ref rings));

        await fixture.Server.KillAsync();
        await lost.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await Eventually.TrueAsync(async () => (await AppendAsync(fixture.Client)).Status == CallStatus.Refused);
        await fixture.Server.RestartAsync();
        await restored.Task.WaitAsync(TimeSpan.FromMinutes(5));
        await history.Task.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(
            AppendOutcome.Ok, (await Eventually.DoneAsync(() => AppendAsync(fixture.Client))).Verdicts[0].Outcome);

        // Once for the rings that may have been lost, and again when it rings.
        await Eventually.TrueAsync(() => Volatile.Read(ref rings) >= 1);
        await fixture.Client.PostAsync(fixture.Client.Keys.Inbox, "k", "v"u8.ToArray(), "x", _none);
        await Eventually.TrueAsync(() => Volatile.Read(ref rings) >= 2);
    }

    [Fact]
    public async Task Frozen_redis_makes_calls_unknown_then_refused_and_works_again_when_it_goes_on()
    {
        await using var fixture =
            await JournalFixture.StartAsync(options => options with { CallTimeout = TimeSpan.FromSeconds(1) });
        await fixture.OpenAsync("web-1", "i1");
        await fixture.Server.StopAsync();
        Assert.Equal(CallStatus.Unknown, (await AppendAsync(fixture.Client)).Status);
        Assert.Equal(CallStatus.Refused, (await AppendAsync(fixture.Client)).Status);
        await fixture.Server.ContinueAsync();

        // The unknown one ran when Redis went on: the repetition finds its position.
        var answer = await Eventually.DoneAsync(() => AppendAsync(fixture.Client));
        Assert.Equal(new AppendVerdict(AppendOutcome.Conflict, "10"), answer.Verdicts[0]);
    }

    [Fact]
    public async Task Call_in_flight_at_a_cut_ends_as_unknown_long_before_its_time_out()
    {
        await using var fixture = await ProxiedFixture.StartAsync(TimeSpan.FromMinutes(10));
        await fixture.OpenAsync("web-1", "i1");
        fixture.Proxy.SwallowReplies();
        var call = AppendAsync(fixture.Client);
        await Eventually.TrueAsync(
            async () => (await fixture.Server.CommandAsync("EXISTS", "dachshund:0:journal")) is 1L);
        fixture.Proxy.Cut();
        Assert.Equal(CallStatus.Unknown, (await call.WaitAsync(TimeSpan.FromMinutes(5))).Status);
    }

    [Fact]
    public async Task Cancelled_call_ends_at_once_and_the_connection_stays()
    {
        await using var fixture = await ProxiedFixture.StartAsync(TimeSpan.FromSeconds(60));
        using var cancel = new CancellationTokenSource();
        fixture.Proxy.SwallowReplies();
        var call = fixture.Client.ReadStreamAsync(fixture.Client.Keys.Inbox, StreamItem.Beginning, 1, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(fixture.Client.IsConnected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Each_entry_is_written_once_through_a_network_that_delays_cuts_and_swallows(int seed)
    {
        await using var fixture = await ProxiedFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        fixture.Proxy.Misbehave(seed, 60);
        var (position, unknown) = ("none", 0);
        for (var number = 1; number <= 150; number++)
        {
            var next = $"{number}";
            while (position != next)
            {
                var call = await fixture.Client.AppendAsync(
                    0, "web-1", "i1", [Some.File(position, next, $"entry {next}")], _none);
                unknown += call.Status == CallStatus.Unknown ? 1 : 0;
                if (call.IsDone)
                    position = call.Value.Verdicts[0].Stored;
                else if (call.Status == CallStatus.Refused)
                    await Eventually.TrueAsync(() => fixture.Client.IsConnected);
            }
        }

        Assert.True(unknown > 0, "the proxy made no trouble");
        var items = await Eventually.DoneAsync(
            () => fixture.Direct.ReadStreamAsync(fixture.Client.Keys.Journal(0), StreamItem.Beginning, 1000, _none));
        Assert.Equal(
            Enumerable.Range(1, 150).Select(number => $"entry {number}"),
            items.Select(item => System.Text.Encoding.UTF8.GetString(item.Body.Span)));
    }

    [Fact]
    public async Task Scripts_that_redis_forgot_are_loaded_again_unseen()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        await fixture.Server.CommandAsync("SCRIPT", "FLUSH");
        Assert.Equal(AppendOutcome.Ok, (await AppendAsync(fixture.Client)).Value!.Verdicts[0].Outcome);
    }

    [Fact]
    public async Task Read_only_and_busy_redis_refuse()
    {
        await using var fixture = await JournalFixture.StartAsync(null, "--lua-time-limit", "50");
        await fixture.OpenAsync("web-1", "i1");
        await using (var busy = await RespConnection.OpenAsync(fixture.Server.Port))
        {
            var endless = busy.SendAsync("EVAL", "while true do end", "0");
            await Eventually.TrueAsync(async () => await fixture.Server.CommandAsync("PING") is RespError);
            var call = await Eventually.RefusedAsync(() => AppendAsync(fixture.Client));
            Assert.StartsWith("BUSY", call.Reason, StringComparison.Ordinal);
            await fixture.Server.CommandAsync("SCRIPT", "KILL");
            await endless;
        }

        await fixture.Server.CommandAsync("REPLICAOF", "127.0.0.1", "1");
        var refused = await Eventually.RefusedAsync(() => AppendAsync(fixture.Client));
        Assert.Contains("READONLY", refused.Reason, StringComparison.Ordinal);
        await fixture.Server.CommandAsync("REPLICAOF", "NO", "ONE");
        Assert.Equal(
            AppendOutcome.Ok, (await Eventually.DoneAsync(() => AppendAsync(fixture.Client))).Verdicts[0].Outcome);
    }

    [Fact]
    public async Task Too_few_replicas_refuse()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await fixture.OpenAsync("web-1", "i1");
        await fixture.Server.CommandAsync("CONFIG", "SET", "min-replicas-to-write", "1");
        var call = await AppendAsync(fixture.Client);
        Assert.Equal(CallStatus.Refused, call.Status);
        Assert.StartsWith("NOREPLICAS", call.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redis_without_memory_answers_full_to_entries_and_still_takes_beats()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var identity = await fixture.OpenAsync("web-1", "i1");
        await fixture.Server.CommandAsync("CONFIG", "SET", "maxmemory", "1");
        var append = await AppendAsync(fixture.Client);
        Assert.Equal(new AppendVerdict(AppendOutcome.Full, "none"), append.Value!.Verdicts[0]);
        var beat = await fixture.Client.BeatAsync(identity, new Beat(fixture.Client.History, Some.Facts, []), _none);
        Assert.Equal(BeatOutcome.Ok, beat.Value!.Outcome);
    }

    private static Task<Call<AppendAnswer>> AppendAsync(JournalClient client) =>
        client.AppendAsync(0, "web-1", "i1", [Some.File("none", "10", "a")], _none);
}
