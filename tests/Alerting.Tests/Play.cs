namespace Dachshund.Alerting.Tests;

/// <summary>
/// Plays a book on fake time: notices are pushed at times, channels answer as scripted, and what they got is wanted in
/// windows of time. Times are ms since the start. <see cref="End"/> fails for what came and nobody wanted.
/// </summary>
internal sealed class Play
{
    private const long StepMs = 50;

    private readonly AlertingOptions _options;
    private readonly ChannelProfile[] _channels;
    private readonly SortedList<(long At, int Order), Action> _script = [];
    private readonly List<(long At, DueDelivery Delivery)> _got = [];
    private readonly List<(long At, DueDelivery Delivery)> _unwanted = [];
    private readonly Store _store = new();
    private long _now;
    private int _life;

    public Play(AlertingOptions? options = null, params string[] channels)
    {
        _options = options ?? new AlertingOptions();
        _channels = [.. (channels.Length == 0 ? ["ops"] : channels).Select(name => Some.Channel(name))];
        Book = NewBook();
    }

    public AlertBook Book { get; private set; }

    public Func<DueDelivery, DeliveryOutcome?> Answer { get; set; } = _ => DeliveryOutcome.Sent;

    public Func<string, bool> Ready { get; set; } = _ => true;

    public IReadOnlyList<(long At, DueDelivery Delivery)> Got => _got;

    public Play Push(long at, params Notice[] notices) => At(at, () =>
    {
        foreach (var notice in notices)
            Book.Fold(notice, Now);
    });

    /// <summary>What has these labels is silent from a time to another.</summary>
    public Play Silence(long from, long until, string id, params (string Label, string[] Values)[] labels) =>
        At(from, () => Book.AddSilence(Some.Silence(id, until, labels))).At(until, () => Book.EndSilences(Now, Now));

    public Play At(long at, Action action)
    {
        _script.Add((at, _script.Count), action);
        return this;
    }

    /// <summary>The process dies after its last commit, and another one takes over.</summary>
    public Play CrashAt(long at) => At(at, () =>
    {
        _life++;
        Book = NewBook();
    });

    public Play Run(long until)
    {
        for (; _now <= until; _now = NextStep(until))
        {
            while (_script.Count > 0 && _script.GetKeyAtIndex(0).At <= _now)
            {
                var action = _script.GetValueAtIndex(0);
                _script.RemoveAt(0);
                action();
                _store.Commit(Book);
            }

            Deliver();
        }

        return this;
    }

    /// <summary>Exactly one message came to the channel in this time, and it says all of these.</summary>
    public Play Want(string channel, long from, long to, params string[] words)
    {
        var there = _unwanted.Where(g => g.Delivery.Channel == channel && g.At >= from && g.At <= to).ToList();
        Assert.True(there.Count == 1, $"{there.Count} messages to {channel} in {from}..{to}; all:\n{All()}");
        foreach (var word in words)
            Assert.Contains(word, there[0].Delivery.Title + "\n" + there[0].Delivery.Body, StringComparison.Ordinal);
        _unwanted.Remove(there[0]);
        return this;
    }

    public void End() => Assert.True(_unwanted.Count == 0, $"came and nobody wanted them:\n{All()}");

    // Where nothing can happen, time is skipped.
    private long NextStep(long until)
    {
        var next = Math.Min(until + StepMs, _script.Count > 0 ? _script.GetKeyAtIndex(0).At : long.MaxValue);
        if (Book.NextDueMs(Now) is { } due)
            next = Math.Min(next, due - Some.Start);
        return Math.Max(_now + StepMs, (next + StepMs - 1) / StepMs * StepMs);
    }

    private long Now => Some.Start + _now;

    private AlertBook NewBook() => _store.Load(new AlertBook(_options, _channels, Some.Render()));

    private void Deliver()
    {
        var due = Book.TakeDue(Now, Ready, $"node:{_life}");
        _store.Commit(Book);
        foreach (var delivery in due)
        {
            _got.Add((_now, delivery));
            _unwanted.Add((_now, delivery));
            if (Answer(delivery) is { } outcome)
                Assert.True(Book.Complete(delivery.DeliveryId, outcome, "scripted", Now, delivery.Attempt));
            _store.Commit(Book);
        }
    }

    private string All() => string.Join('\n', _got.Select(g => $"{g.At} {g.Delivery.Channel}: {g.Delivery.Title}"));
}
