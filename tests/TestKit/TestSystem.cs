using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>
/// An actor system on fake time, with what a test needs around it. <see cref="Stepped"/> runs on the test's own thread,
/// exact and repeatable; <see cref="Threaded"/> on the thread pool, for code that does real input and output.
/// </summary>
public sealed class TestSystem : IAsyncDisposable
{
    private readonly FakeTimeDriver _driver;

    private TestSystem(FakeTime time, IDispatcher dispatcher, FakeTimeDriver driver, ActorSystemOptions? options)
    {
        Time = time;
        Log = new CollectingLoggerFactory();
        _driver = driver;
        System = ActorSystem.Create("test", (options ?? new ActorSystemOptions()) with
        {
            Time = time,
            Dispatcher = dispatcher,
            LoggerFactory = Log,
            Seed = options?.Seed ?? 1,
        });
        driver.System = System;
    }

    /// <summary>The system.</summary>
    public ActorSystem System { get; }

    /// <summary>Its clock.</summary>
    public FakeTime Time { get; }

    /// <summary>What it logged.</summary>
    public CollectingLoggerFactory Log { get; }

    /// <summary>A system on a <see cref="StepDispatcher"/>.</summary>
    /// <param name="seed">Of the order of turns; null (default) means first scheduled, first run.</param>
    /// <param name="throughput">User messages a turn; default 30.</param>
    /// <param name="options">Whatever else; its clock, dispatcher and log are replaced.</param>
    public static TestSystem Stepped(int? seed = null, int throughput = 30, ActorSystemOptions? options = null)
    {
        var time = new FakeTime();
        var dispatcher = new StepDispatcher(seed, throughput);
        return new TestSystem(time, dispatcher, new StepDriver(time, dispatcher), options);
    }

    /// <summary>A system on the thread pool.</summary>
    /// <param name="options">Whatever else; its clock, dispatcher and log are replaced.</param>
    public static TestSystem Threaded(ActorSystemOptions? options = null)
    {
        var time = new FakeTime();
        var dispatcher = new CountingDispatcher();
        return new TestSystem(time, dispatcher, new ThreadDriver(time, dispatcher), options);
    }

    /// <summary>Starts a top-level actor.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">Its name; null gives it one.</param>
    public IActorRef ActorOf(Props props, string? name = null) => System.ActorOf(props, name);

    /// <summary>Starts a probe.</summary>
    /// <param name="name">Its name; null gives it one.</param>
    public TestProbe CreateProbe(string? name = null) => new(System, _driver, name);

    /// <summary>Lets everything run that can run without time passing.</summary>
    public Task SettleAsync() => _driver.SettleAsync();

    /// <summary>Lets time pass from timer to timer, and everything run that they start.</summary>
    /// <param name="by">How much.</param>
    public Task AdvanceAsync(TimeSpan by) => _driver.PassAsync(by);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">Looked at whenever the actors have come to rest.</param>
    /// <param name="timeout">How much fake time may pass; null (default) for none.</param>
    /// <exception cref="ProbeException">It does not hold.</exception>
    public async Task UntilAsync(Func<bool> condition, TimeSpan? timeout = null)
    {
        if (!await _driver.WaitAsync(condition, timeout))
            throw new ProbeException($"The condition did not come to hold ({_driver.Description})");
    }

    /// <summary>The actor as the tree shows it.</summary>
    /// <param name="actor">Which.</param>
    /// <returns>Null when it is not there any more.</returns>
    public ActorTreeNode? NodeOf(IActorRef actor) => Find(System.Snapshot(), actor.Path.ToStringWithoutAddress());

    /// <summary>Waits for an answer, letting the actors run meanwhile.</summary>
    /// <typeparam name="T">The class of the answer.</typeparam>
    /// <param name="actor">Who is asked.</param>
    /// <param name="message">What.</param>
    public async Task<T> AskAsync<T>(IActorRef actor, object message)
    {
        var answer = actor.Ask<T>(message, CancellationToken.None);
        await _driver.WaitAsync(() => answer.IsCompleted, System.Options.AskTimeout);
        return await answer;
    }

    /// <summary>Terminates the system, letting its actors and timers run meanwhile.</summary>
    public async ValueTask DisposeAsync()
    {
        var terminated = System.TerminateAsync(TimeSpan.FromMinutes(1));
        await _driver.WaitAsync(() => System.WhenTerminated.IsCompleted, TimeSpan.FromMinutes(1));
        await terminated;
    }

    private static ActorTreeNode? Find(ActorTreeNode node, string path) =>
        node.Path == path ? node : node.Children.Select(child => Find(child, path)).FirstOrDefault(found => found is not null);
}
