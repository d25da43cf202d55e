using System.Collections.Immutable;
using Dachshund.Actors.Watchdog;
using Dachshund.Kernel;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.Watchdog;

public sealed class WatchdogActorTests : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(30);

    private readonly TestSystem _test = TestSystem.Stepped();
    private readonly TestProbe _files;
    private readonly TestProbe _heart;
    private int _pings;

    public WatchdogActorTests() => (_files, _heart) = (_test.CreateProbe("files"), _test.CreateProbe("heart"));

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Fact]
    public async Task Each_round_pings_once_when_everyone_has_answered()
    {
        Start();
        for (var round = 1; round <= 3; round++)
        {
            await AnswerAsync(_files);
            Assert.Equal(round - 1, _pings);
            await AnswerAsync(_heart);
            Assert.Equal(round, _pings);
            await _test.AdvanceAsync(s_every);
        }
    }

    [Fact]
    public async Task Without_the_answer_of_one_there_is_no_ping_until_it_comes_to_its_messages_again()
    {
        Start();
        for (var round = 0; round < 3; round++)
        {
            await AnswerAsync(_files);
            await _test.AdvanceAsync(s_every);
        }

        Assert.Equal(0, _pings);
        Assert.Contains(_test.Log.Lines, line => line.Text.Contains("no answer from heart", StringComparison.Ordinal));
        await AnswerAsync(_files);
        await AnswerAsync(_heart);
        Assert.Equal(1, _pings);
    }

    private void Start()
    {
        var log = _test.Log.CreateLogger("watchdog");
        var settings = new WatchdogSettings(s_every, () => _pings++);
        _test.ActorOf(Props.Create(() => new WatchdogActor(settings, new[] { _files.Ref, _heart.Ref }.ToImmutableArray(), log)), "watchdog");
    }

    private async Task AnswerAsync(TestProbe probe)
    {
        await probe.ExpectAsync<RollCall>();
        probe.Reply(Present.Instance);
        await _test.SettleAsync();
    }
}
