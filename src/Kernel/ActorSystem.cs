using System.Globalization;
using Dachshund.Kernel.Cells;
using Dachshund.Kernel.Refs;
using Microsoft.Extensions.Logging;

namespace Dachshund.Kernel;

/// <summary>A tree of actors under <c>/user</c> with its clock, dispatcher and event stream. Thread-safe.</summary>
public sealed class ActorSystem : IAsyncDisposable
{
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActorPath _rootPath;
    private readonly LocalActorRef _user;
    private readonly Lock _randomLock = new();
    private readonly Random _random;
    private Exception? _escalated;
    private long _lastUid;
    private long _lastTemp;

    private ActorSystem(string name, ActorSystemOptions options)
    {
        Name = name;
        Options = options;
        Log = options.LoggerFactory.CreateLogger("Dachshund.Kernel");
        Dispatcher = options.Dispatcher ?? ThreadPoolDispatcher.Instance;
        _random = new Random(options.Seed ?? options.Time.GetTimestamp().GetHashCode());
        _rootPath = ActorPath.Root(name);
        EventStream = new EventStream();
        DeadLetterOffice = new DeadLetterOffice(this);
        DeadLetters = new DeadLettersRef(this, _rootPath.Child("deadLetters", 0));
        var guardian = Props.Create(() => new GuardianActor(options.GuardianStrategy));
        _user = new LocalActorRef(this, _rootPath.Child("user", 0), guardian, new RootRef(this, _rootPath));
        _user.SendSystem(new Mailboxes.Create());
    }

    /// <summary>Its name, the address in every path.</summary>
    public string Name { get; }

    /// <summary>What it was made with.</summary>
    public ActorSystemOptions Options { get; }

    /// <summary>The clock of all its actors.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>Where dead letters and unhandled messages are published, and anything an actor publishes.</summary>
    public EventStream EventStream { get; }

    /// <summary>Takes what reaches nobody.</summary>
    public IActorRef DeadLetters { get; }

    /// <summary>Messages that found their receiver dead, since the start.</summary>
    public long DeadLetterCount => DeadLetterOffice.DeadCount;

    /// <summary>Messages that full mailboxes and pools dropped, since the start.</summary>
    public long DroppedCount => DeadLetterOffice.DroppedCount;

    /// <summary>Completes when all actors have stopped. Never faults; see <see cref="EscalatedFailure"/>.</summary>
    public Task WhenTerminated => _terminated.Task;

    /// <summary>The failure that was escalated to the top and ended the system; null when there was none.</summary>
    public Exception? EscalatedFailure => Volatile.Read(ref _escalated);

    internal ILogger Log { get; }

    internal IDispatcher Dispatcher { get; }

    internal DeadLetterOffice DeadLetterOffice { get; }

    /// <summary>Makes a system.</summary>
    /// <param name="name">Letters, digits and -_.*+ and so on; the address in every path.</param>
    /// <param name="options">Its clock, log and dispatcher; null means the defaults.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static ActorSystem Create(string name, ActorSystemOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!ActorPath.IsValidName(name))
            throw new ArgumentException($"'{name}' is no name for an actor system", nameof(name));
        return new ActorSystem(name, options ?? new ActorSystemOptions());
    }

    /// <summary>Starts a top-level actor; it is constructed on its own first turn.</summary>
    /// <param name="props">The recipe.</param>
    /// <param name="name">Unique under /user; null gives it a name that begins with $.</param>
    /// <exception cref="InvalidActorNameException">The name is malformed or taken.</exception>
    /// <exception cref="InvalidOperationException">The system is terminating.</exception>
    public IActorRef ActorOf(Props props, string? name = null) => _user.Cell.ActorOf(props, name);

    /// <summary>Stops an actor after its current message.</summary>
    /// <param name="actor">Any actor of this system.</param>
    /// <exception cref="ArgumentException">It is another system's.</exception>
    public void Stop(IActorRef actor)
    {
        var target = InternalActorRef.Of(actor);
        if (!ReferenceEquals(target.System, this))
            throw new ArgumentException($"{target} does not live in {Name}", nameof(actor));
        target.Stop();
    }

    /// <summary>The tree from /user down, exact, at any time.</summary>
    public ActorTreeNode Snapshot() => _user.Cell.Snapshot();

    /// <summary>Stops all actors, children before parents.</summary>
    /// <param name="timeout">How long to wait, on the system's clock.</param>
    /// <exception cref="TimeoutException">
    /// Some had not stopped in time; they go on stopping. The message names them.
    /// </exception>
    public async Task TerminateAsync(TimeSpan timeout)
    {
        _user.Stop();
        try
        {
            await WhenTerminated.WaitAsync(timeout, Time);
        }
        catch (TimeoutException)
        {
            var alive = string.Join(", ", Leaves(Snapshot()).Take(10));
            throw new TimeoutException($"Actors that have not stopped within {timeout}: {alive}");
        }
    }

    /// <summary>Terminates it, waiting 10 s at most.</summary>
    public async ValueTask DisposeAsync() => await TerminateAsync(s_disposeTimeout);

    internal long NextUid() => Interlocked.Increment(ref _lastUid);

    internal ActorPath NextTempPath()
    {
        var number = Interlocked.Increment(ref _lastTemp);
        return _rootPath.Child("temp", 0).Child(string.Create(CultureInfo.InvariantCulture, $"${number}"), number);
    }

    internal double NextRandom()
    {
        lock (_randomLock)
            return _random.NextDouble();
    }

    internal void EndBy(Exception failure)
    {
        Interlocked.CompareExchange(ref _escalated, failure, null);
        KernelLog.SystemEnded(Log, failure, Name);
        _user.Stop();
    }

    internal void OnTerminated() => _terminated.TrySetResult();

    /// <summary>Those without children: on them the others wait.</summary>
    private static IEnumerable<string> Leaves(ActorTreeNode node) => node.Children.IsEmpty
        ? [node.Handling is null ? node.Path : $"{node.Path} (handles {node.Handling} for {node.BusyFor})"]
        : node.Children.SelectMany(Leaves);
}
