using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

/// <summary>
/// Actors that tell, fail, start, stop and wait at random over a step dispatcher whose order is drawn from the same
/// seed; in the end the books must balance. A failure names its seed, and the seed repeats it.
/// </summary>
public class SimulationTests
{
    private sealed record Numbered(IActorRef From, int Number);

    private sealed record Act(int Dice);

    private sealed record Tick(int Dice);

    private sealed record Run(long Handled, long Lost, long Restarts, int Actors);

    /// <summary>What all actors of one run share; single-threaded.</summary>
    private sealed class World(Random random)
    {
        private readonly Dictionary<(IActorRef, IActorRef), int> _lastSent = [];
        private readonly Dictionary<(IActorRef, IActorRef), int> _lastGot = [];

        public Random Random { get; } = random;

        public List<IActorRef> Actors { get; } = [];

        public long Told { get; private set; }

        public long Handled { get; set; }

        public List<string> Violations { get; } = [];

        public void Enter(IActorRef actor)
        {
            if (!Actors.Contains(actor))
                Actors.Add(actor);
        }

        public void Tell(IActorRef from, IActorRef to)
        {
            var number = _lastSent[(from, to)] = _lastSent.GetValueOrDefault((from, to)) + 1;
            Told++;
            to.Tell(new Numbered(from, number), from);
        }

        public void Got(IActorRef self, Numbered message)
        {
            var last = _lastGot.GetValueOrDefault((message.From, self));
            if (message.Number <= last)
                Violations.Add($"{self} got {message.Number} from {message.From} after {last}");
            _lastGot[(message.From, self)] = message.Number;
        }
    }

    private static Props Chaotic(World world, int depth) => Scripted.Props(actor =>
    {
        actor.Strategy = Strategy(world.Random);
        actor.Started = () => world.Enter(actor.Me);
        actor.On<Numbered>(message =>
        {
            world.Handled++;
            world.Got(actor.Me, message);
            if (world.Random.Next(40) == 0)
                throw new InvalidOperationException("by chance");
        });
        actor.OnAsync<Act>(act =>
        {
            world.Handled++;
            return ActAsync(world, actor, act.Dice, depth);
        });
        actor.OnAsync<Tick>(tick => ActAsync(world, actor, tick.Dice, depth));
        actor.On<Terminated>(_ => { });
    }).WithMailbox(Mailbox(world.Random));

    private static MailboxOptions Mailbox(Random random) => new()
    {
        Capacity = random.Next(2, 30),
        WhenFull = random.Next(3) == 0 ? FullMailbox.DropOldest : FullMailbox.DropNewest,
    };

    private static SupervisorStrategy Strategy(Random random)
    {
        Directive Decide(Exception cause) => cause is ActorInitializationException
            ? Directive.Stop
            : (Directive)random.Next(4);
        var backoff = random.Next(2) == 0 ? null : new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        return random.Next(3) == 0
            ? new AllForOneStrategy(5, TimeSpan.FromMinutes(1), Decide, backoff)
            : new OneForOneStrategy(5, TimeSpan.FromMinutes(1), Decide, backoff);
    }

    private static async ValueTask ActAsync(World world, Scripted actor, int dice, int depth)
    {
        var target = world.Actors[world.Random.Next(world.Actors.Count)];
        switch (dice)
        {
            case < 60:
                for (var message = 0; message < 5; message++)
                    world.Tell(actor.Me, target);
                break;
            case < 70 when depth < 4:
                actor.Around.Watch(actor.Around.ActorOf(Chaotic(world, depth + 1)));
                break;
            case < 80:
                await Task.Delay(TimeSpan.FromSeconds(dice % 5), actor.Around.System.Time, actor.Around.Stopping);
                world.Tell(actor.Me, target);
                break;
            case < 84:
                actor.Clock.StartSingleTimer(dice, new Tick(dice - 60), TimeSpan.FromSeconds(1));
                break;
            case < 88 when depth > 0:
                actor.Around.Stop(actor.Me);
                break;
            case < 92:
                throw new FormatException("by chance");
            case < 96:
                actor.Around.Watch(target);
                break;
            default:
                actor.Around.Unwatch(target);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task The_books_balance_whatever_happens(int seed) => RunAsync(seed);

    [Fact]
    public async Task The_simulation_reaches_all_that_can_go_wrong()
    {
        var runs = new List<Run>();
        for (var seed = 1; seed <= 8; seed++)
            runs.Add(await RunAsync(seed));
        Assert.True(runs.Sum(run => run.Handled) > 4000, "few messages handled");
        Assert.True(runs.Sum(run => run.Lost) > 100, "few messages lost");
        Assert.True(runs.Sum(run => run.Restarts) > 50, "few restarts");
        Assert.True(runs.Sum(run => run.Actors) > 100, "few actors");
    }

    private static async Task<Run> RunAsync(int seed)
    {
        await using var test = TestSystem.Stepped(seed, throughput: 1 + (seed % 7), options: new ActorSystemOptions { Seed = seed });
        var world = new World(new Random(seed));
        for (var top = 0; top < 4; top++)
            test.ActorOf(Chaotic(world, 0), $"top{top}");
        await test.SettleAsync();
        var lost = test.CreateProbe("lost");
        test.System.EventStream.Subscribe(lost.Ref, typeof(AllDeadLetters));
        lost.Ignore(message => message is AllDeadLetters { Message: not (Act or Numbered) });
        const int acts = 400;
        for (var act = 0; act < acts; act++)
        {
            world.Actors[world.Random.Next(world.Actors.Count)].Tell(new Act(world.Random.Next(100)));
            if (world.Random.Next(4) == 0)
                await test.AdvanceAsync(TimeSpan.FromSeconds(world.Random.Next(3)));
        }

        await test.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(world.Violations);
        var root = test.System.Snapshot();
        Assert.True(
            world.Handled + lost.Waiting == world.Told + acts,
            $"seed {seed}: told {world.Told + acts}, handled {world.Handled}, lost {lost.Waiting}");
        Assert.Equal(0, Sum(root, node => node.MailboxDepth + node.WaitingSenders));
        Assert.Equal(0, Sum(root, node => node.Suspended || node.Busy ? 1 : 0));
        return new Run(world.Handled, lost.Waiting, Sum(root, node => node.Restarts), world.Actors.Count);
    }

    public static TheoryData<int> Seeds()
    {
        var seeds = new TheoryData<int>();
        for (var seed = 1; seed <= 40; seed++)
            seeds.Add(seed);
        return seeds;
    }

    private static long Sum(ActorTreeNode node, Func<ActorTreeNode, long> of) => of(node) + node.Children.Sum(child => Sum(child, of));
}
