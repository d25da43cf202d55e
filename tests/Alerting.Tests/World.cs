namespace Dachshund.Alerting.Tests;

/// <summary>
/// One router with its Redis, three channels and a script of chance. What is committed survives; what is not doesn't.
/// The stream of notices is read by a cursor that is committed with the book.
/// </summary>
internal sealed class World
{
    private static readonly string[] Channels = ["ops", "boss", "terminal"];

    private readonly Random _chance;
    private readonly int _seed;
    private readonly bool _rollsBack;
    private readonly List<Notice> _stream = [];
    private readonly List<DueDelivery> _out = [];
    private readonly Dictionary<string, long> _raised = Channels.ToDictionary(c => c, _ => 0L);
    private readonly Dictionary<(string Channel, string Id), (DueDelivery First, bool Sent, bool Failed, bool Seen)> _phones = [];
    private Store _store = new();
    private (Store Store, int Cursor, Dictionary<string, long> Raised)? _earlier;
    private AlertBook _book;
    private int _cursor;
    private int _committed;
    private int _known;
    private int _life;
    private long _now = Some.Start;

    public World(int seed, bool rollsBack)
    {
        (_seed, _rollsBack) = (seed, rollsBack);
        _chance = new Random(seed);
        _book = NewBook();
    }

    public List<DueDelivery> Posts { get; } = [];

    public void Live(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            _now += _chance.Next(4) == 0 ? _chance.Next(120_000) : _chance.Next(2000);
            switch (_chance.Next(_rollsBack ? 24 : 22))
            {
                case < 7: Happen(); break;
                case < 12: Fold(); break;
                case < 16: Take(); break;
                case < 20: Answer(); break;
                case < 22: Crash(); break;
                default: RollBack(); break;
            }

            if (!_rollsBack && _chance.Next(12) == 0)
                Silence();
            if (_chance.Next(20) == 0)
                _earlier = (_store.Copy(), _committed, new Dictionary<string, long>(_raised));
        }
    }

    /// <summary>From now on all is well.</summary>
    public int Drain()
    {
        var turn = 0;
        for (; turn < 400 && (turn < 5 || !IsIdle); turn++)
        {
            while (_cursor < _stream.Count)
                Fold();
            _book.EndSilences(long.MaxValue, _now);
            Commit();
            Take();
            while (_out.Count > 0)
                Answer(DeliveryOutcome.Sent);
            _now += 30_000;
        }

        return turn;
    }

    private bool IsIdle => _cursor == _stream.Count && _out.Count == 0 && _book.NextDueMs(_now) is null;

    public void CheckTotals()
    {
        foreach (var channel in _book.Summary().Channels)
        {
            var routed = _stream.Where(n => Goes(n, channel.Name)).Sum(n => n.Count) + _raised[channel.Name];
            Assert.True(channel.Owed == routed, $"seed {_seed}, {channel.Name}: owed {channel.Owed} of {routed}");
            Assert.True(channel.Owed == channel.Told + channel.Failed + channel.Silenced && channel is { Pending: 0, InFlight: 0 },
                $"seed {_seed}: {channel}");
        }
    }

    /// <summary>The events of the deliveries that phones accepted, each counted once, are the events told.</summary>
    public void CheckPhonesExactly()
    {
        foreach (var channel in _book.Summary().Channels)
        {
            var mine = _phones.Where(p => p.Key.Channel == channel.Name).Select(p => p.Value).ToList();
            Assert.Equal(channel.Told, mine.Where(p => p.Sent).Sum(p => p.First.New));
            Assert.Equal(channel.Failed, mine.Where(p => p.Failed).Sum(p => p.First.New));
            Assert.DoesNotContain(mine, p => p.Sent && p.Failed);
        }
    }

    /// <summary>Nothing is lost, and what phones got without a mark is no more than there was.</summary>
    public void CheckPhonesAfterRollBack()
    {
        foreach (var channel in _book.Summary().Channels)
        {
            var got = Posts.Where(p => p.Channel == channel.Name).ToList();
            var unmarked = _phones.Where(p => p.Key.Channel == channel.Name && p.Value.Seen)
                .Sum(p => p.Value.First.New);
            var all = _phones.Where(p => p.Key.Channel == channel.Name && (p.Value.Sent || p.Value.Failed)).Sum(p => p.Value.First.New);
            var routed = _stream.Where(n => Goes(n, channel.Name)).Sum(n => n.Count);
            Assert.True(unmarked <= routed + RaisedEver, $"seed {_seed}, {channel.Name}: {unmarked} unmarked of {routed}");
            Assert.True(all >= routed, $"seed {_seed}, {channel.Name}: {all} told or failed of {routed}");
            foreach (var repeat in got.GroupBy(p => p.DeliveryId).SelectMany(g => g.Skip(1)).Where(p => p.Targets is null))
                Assert.True(repeat.PossibleRepeat, $"seed {_seed}: {repeat.DeliveryId} came twice without a mark");
        }
    }

    private long RaisedEver { get; set; }

    private AlertBook NewBook()
    {
        var routes = new[]
        {
            new RouteOptions { Match = Some.Labels(("rule", ["r1"])), Channels = ["boss"], Continue = true },
            new RouteOptions { Match = Some.Labels(("rule", ["r2"])), Channels = [] },
        };
        var options = new AlertingOptions { Routes = routes, GroupsMax = 6, ResolveAfter = TimeSpan.FromMinutes(5) };
        return _store.Load(new AlertBook(options, [.. Channels.Select(c => Some.Channel(c))], Some.Render()));
    }

    private static bool Goes(Notice notice, string channel) => notice.Rule switch
    {
        "r1" => channel == "boss",
        "r2" => false,
        _ => true,
    };

    private void Happen()
    {
        for (var n = _chance.Next(1, 6); n > 0; n--)
            _stream.Add(_chance.Next(6) == 0
                ? Some.Presence(_chance.Next(2) == 0 ? "offline" : "recovered", $"web-{_chance.Next(9)}")
                : Some.Match($"db-{_chance.Next(4)}", $"r{_chance.Next(6)}", $"t{_chance.Next(3)}", _chance.Next(1, 50)) with
                {
                    Severity = Severities.Name(_chance.Next(4)),
                });
    }

    private void Fold()
    {
        for (var n = _chance.Next(1, 4); n > 0 && _cursor < _stream.Count; n--)
        {
            // What is read again after Redis went back comes as "again", as its entries do.
            _book.Fold(_stream[_cursor] with { Again = _cursor < _known }, _now);
            _cursor++;
        }

        if (Survives())
            Commit();
    }

    private void Take()
    {
        var due = _book.TakeDue(_now, _ => _chance.Next(5) > 0, $"node:{_life}");
        if (!Survives())
            return;
        Commit();
        foreach (var delivery in due)
        {
            Posts.Add(delivery);
            _out.Add(delivery);
            _phones.TryAdd((delivery.Channel, delivery.DeliveryId), (delivery, false, false, false));
        }
    }

    private void Answer(DeliveryOutcome? certain = null)
    {
        if (_out.Count == 0)
            return;
        var delivery = _out[_chance.Next(_out.Count)];
        _out.Remove(delivery);
        var outcome = certain ?? Outcome();
        var key = (delivery.Channel, delivery.DeliveryId);
        // The phone may have it whatever the book gets to know.
        var isSeen = outcome.Kind == DeliveryOutcomeKind.Sent || (outcome.Kind == DeliveryOutcomeKind.Ambiguous && _chance.Next(2) == 0);
        _phones[key] = _phones[key] with { Seen = _phones[key].Seen || (isSeen && !delivery.PossibleRepeat) };
        var owed = _book.Summary().Channels.ToDictionary(c => c.Name, c => c.Owed);
        if (!_book.Complete(delivery.DeliveryId, outcome, "chance", _now, delivery.Attempt))
            return;
        var raised = _book.Summary().Channels.ToDictionary(c => c.Name, c => c.Owed - owed[c.Name]);
        var isFailed = outcome.Kind == DeliveryOutcomeKind.FailedForGood
            || (outcome.Kind == DeliveryOutcomeKind.MessageRefused && IsFinished(delivery.DeliveryId));
        var isSent = outcome.Kind == DeliveryOutcomeKind.Sent
            || (outcome.Kind == DeliveryOutcomeKind.PartlySent && IsFinished(delivery.DeliveryId));
        if (!Survives())
            return;
        Commit();
        _phones[key] = _phones[key] with { Sent = _phones[key].Sent || isSent, Failed = _phones[key].Failed || isFailed };
        foreach (var (channel, count) in raised)
        {
            _raised[channel] += count;
            RaisedEver += count;
        }
    }

    private bool IsFinished(string id) => _book.Summary().Deliveries.Any(d => d.Id == id && (d.State is "sent" or "failed"));

    private DeliveryOutcome Outcome() => _chance.Next(12) switch
    {
        0 => DeliveryOutcome.RetryLater(TimeSpan.FromSeconds(_chance.Next(60))),
        1 => DeliveryOutcome.RetryLater(null),
        2 => DeliveryOutcome.Ambiguous,
        3 => DeliveryOutcome.FailedForGood,
        4 => DeliveryOutcome.ChannelRefused,
        5 => DeliveryOutcome.MessageRefused,
        6 => DeliveryOutcome.PartlySent(["UID_a"]),
        _ => DeliveryOutcome.Sent,
    };

    private void Silence()
    {
        var id = $"s{_chance.Next(3)}";
        if (_chance.Next(2) == 0)
            _book.EndSilence(id, _now);
        else
            _book.AddSilence(Some.Silence(id, _now - Some.Start + _chance.Next(600_000),
                _chance.Next(2) == 0 ? ("host", ["web-1*", "db-2"]) : ("rule", [$"r{_chance.Next(6)}"])));
        _book.EndSilences(_now, _now);
        if (Survives())
            Commit();
    }

    // The process dies before its commit, now and then.
    private bool Survives()
    {
        if (_chance.Next(25) > 0)
            return true;
        Crash();
        return false;
    }

    private void Crash()
    {
        _life++;
        _out.Clear();
        _book = NewBook();
        _cursor = _committed;
    }

    private void Commit()
    {
        _store.Commit(_book);
        _committed = _cursor;
    }

    private void RollBack()
    {
        if (_earlier is not { } earlier)
            return;
        var before = _book;
        _known = Math.Max(_known, _cursor);
        (_store, _cursor) = (earlier.Store.Copy(), earlier.Cursor);
        foreach (var (channel, count) in earlier.Raised)
            _raised[channel] = count;
        _book = NewBook();
        _book.Reconcile(before);
        Commit();
    }
}
