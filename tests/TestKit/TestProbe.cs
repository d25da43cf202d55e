using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>
/// An actor that a test holds in its hand: it keeps what it is told until the test expects it. In a
/// <see cref="TestSystem"/> nothing waits for real time: an expectation lets the actors run until they rest, and where
/// it names a timeout, fake time passes from timer to timer. For a system on real time a timeout is real, 10 s by
/// default.
/// </summary>
public sealed class TestProbe
{
    private readonly ITestDriver _driver;
    private readonly ConcurrentQueue<(object Message, IActorRef Sender)> _received = new();
    private volatile Predicate<object>? _ignored;

    /// <summary>A probe in a system on real time; in a TestSystem take its CreateProbe.</summary>
    /// <param name="system">Where it lives.</param>
    /// <param name="name">Its name; null gives it one.</param>
    public TestProbe(ActorSystem system, string? name = null)
        : this(system, new WallDriver(), name)
    {
    }

    internal TestProbe(ActorSystem system, ITestDriver driver, string? name)
    {
        _driver = driver;
        LastSender = system.DeadLetters;
        var props = Props.Create(() => new ProbeActor(OnMessage)).WithMailbox(new MailboxOptions { Capacity = 1 << 20 });
        Ref = system.ActorOf(props, name);
    }

    /// <summary>Whom to tell.</summary>
    public IActorRef Ref { get; }

    /// <summary>Who told the message that was expected last.</summary>
    public IActorRef LastSender { get; private set; }

    /// <summary>Messages told and not yet expected.</summary>
    public int Waiting => _received.Count;

    /// <summary>Tells an actor something, as the probe.</summary>
    /// <param name="target">Who is told.</param>
    /// <param name="message">What.</param>
    public void Send(IActorRef target, object message) => target.Tell(message, Ref);

    /// <summary>Answers the message that was expected last.</summary>
    /// <param name="message">The answer.</param>
    public void Reply(object message) => LastSender.Tell(message, Ref);

    /// <summary>Watches an actor.</summary>
    /// <param name="actor">Which.</param>
    public void Watch(IActorRef actor) => Ref.Tell(new ProbeActor.WatchCommand(actor, true));

    /// <summary>Ends the watching.</summary>
    /// <param name="actor">Of which.</param>
    public void Unwatch(IActorRef actor) => Ref.Tell(new ProbeActor.WatchCommand(actor, false));

    /// <summary>Leaves some messages out from now on.</summary>
    /// <param name="ignored">Which; null for none.</param>
    public void Ignore(Predicate<object>? ignored) => _ignored = ignored;

    /// <summary>Expects the next message to be of that class.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="timeout">How much time may pass; null (default): see the class.</param>
    /// <exception cref="ProbeException">None came, or another.</exception>
    public Task<T> ExpectAsync<T>(TimeSpan? timeout = null) => ExpectAsync<T>(static _ => true, timeout);

    /// <summary>Expects the next message to be of that class and to fulfil a condition.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="predicate">The condition.</param>
    /// <param name="timeout">How much time may pass; null (default): see the class.</param>
    /// <exception cref="ProbeException">None came, or another.</exception>
    public async Task<T> ExpectAsync<T>(Predicate<T> predicate, TimeSpan? timeout = null)
    {
        var message = await NextAsync(typeof(T).Name, timeout);
        if (message is T typed && predicate(typed))
            return typed;
        throw Failure($"expected {typeof(T).Name}, got {message}");
    }

    /// <summary>Expects the next message to equal one.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="message">Which.</param>
    /// <param name="timeout">How much time may pass; null (default): see the class.</param>
    /// <exception cref="ProbeException">None came, or another.</exception>
    public async Task<T> ExpectEqualAsync<T>(T message, TimeSpan? timeout = null)
    {
        var next = await NextAsync($"{message}", timeout);
        if (next is T typed && Equals(typed, message))
            return typed;
        throw Failure($"expected {message}, got {next}");
    }

    /// <summary>Expects no message.</summary>
    /// <param name="duration">
    /// While that time passes; null (default) for no time, which is exact in a TestSystem.
    /// </param>
    /// <exception cref="ProbeException">One came.</exception>
    public async Task ExpectNoneAsync(TimeSpan? duration = null)
    {
        if (await _driver.WaitAsync(() => !_received.IsEmpty, duration ?? TimeSpan.Zero))
            throw Failure($"expected nothing, got {string.Join(", ", _received.Select(received => received.Message).Take(5))}");
    }

    /// <summary>Skips messages up to one of that class that fulfils a condition.</summary>
    /// <typeparam name="T">Which.</typeparam>
    /// <param name="predicate">The condition; null (default) for none.</param>
    /// <param name="timeout">How much time may pass before each message; null (default): see the class.</param>
    /// <exception cref="ProbeException">It did not come.</exception>
    public async Task<T> FishAsync<T>(Predicate<T>? predicate = null, TimeSpan? timeout = null)
    {
        while (true)
        {
            var message = await NextAsync($"{typeof(T).Name} among others", timeout);
            if (message is T typed && (predicate is null || predicate(typed)))
                return typed;
        }
    }

    /// <summary>Takes the next messages, whatever they are.</summary>
    /// <param name="count">How many.</param>
    /// <param name="timeout">How much time may pass before each; null (default): see the class.</param>
    /// <exception cref="ProbeException">Fewer came.</exception>
    public async Task<IReadOnlyList<object>> TakeAsync(int count, TimeSpan? timeout = null)
    {
        var messages = new List<object>(count);
        while (messages.Count < count)
            messages.Add(await NextAsync($"message {messages.Count + 1} of {count}", timeout));
        return messages;
    }

    /// <summary>
    /// Expects the next message to be the <see cref="Terminated"/> of an actor that the probe watches.
    /// </summary>
    /// <param name="actor">Which.</param>
    /// <param name="timeout">How much time may pass; null (default): see the class.</param>
    /// <exception cref="ProbeException">It did not come, or something else.</exception>
    public Task<Terminated> ExpectTerminatedAsync(IActorRef actor, TimeSpan? timeout = null) =>
        ExpectAsync<Terminated>(terminated => ReferenceEquals(terminated.Actor, actor), timeout);

    private async Task<object> NextAsync(string expected, TimeSpan? timeout)
    {
        if (!TryNext(out var message))
        {
            await _driver.WaitAsync(() => !_received.IsEmpty, timeout);
            if (!TryNext(out message))
                throw Failure($"expected {expected}, got nothing");
        }

        return message;
    }

    private bool TryNext([NotNullWhen(true)] out object? message)
    {
        var isThere = _received.TryDequeue(out var received);
        message = received.Message;
        if (isThere)
            LastSender = received.Sender;
        return isThere;
    }

    private void OnMessage(object message, IActorRef sender)
    {
        if (_ignored is not { } ignored || !ignored(message))
            _received.Enqueue((message, sender));
    }

    private ProbeException Failure(string what) => new($"{Ref.Path}: {what} ({_driver.Description})");
}
