using System.Collections.Immutable;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Emergency;
using Dachshund.Alerting;
using Dachshund.Kernel;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.Emergency;

/// <summary>A node with a scripted Redis: it answers a beat each second, or nothing. Its file outlives its process.</summary>
internal sealed class EmergencyNode : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Stepped();
    private readonly EmergencySettings _settings;
    private RedisSight _sight = new();
    private IActorRef? _actor;
    private long _beats;

    public EmergencyNode(bool isServer = true, string host = "hound", int seed = 1)
    {
        Channel = new RecordingChannel(_test.Time);
        _settings = new EmergencySettings
        {
            Host = host,
            IsServer = isServer,
            Channels = new Dictionary<string, ConfiguredChannel> { ["ops"] = new(Channel, []) },
            Render = new RenderOptions(MessageLanguage.En, TimeZoneInfo.Utc),
            Path = Path.Combine(_folder.Path, "emergency"),
            Sight = _sight,
            Time = _test.Time,
            Random = new Random(seed),
        };
    }

    public RecordingChannel Channel { get; }

    /// <summary>Those who have volunteered besides this node; it joins them when it signs.</summary>
    public List<string> Volunteers { get; } = [];

    public IEnumerable<string> Titles => Channel.Sent.Select(sent => sent.Message.Title);

    public bool HasFile => File.Exists(_settings.Path);

    /// <summary>Starts the process; with Redis there, it connects at once.</summary>
    public void Start(bool isConnected = true)
    {
        _sight = new RedisSight();
        var settings = _settings with { Sight = _sight };
        _actor = _test.ActorOf(Props.Create(() => new EmergencyActor(settings, NullLogger.Instance)));
        if (isConnected)
            Connect();
    }

    public void Connect() => _sight.Reach(new RedisView(() => _beats, TimeSpan.FromSeconds(1), Roll));

    /// <summary>kill -9, as far as an actor can be.</summary>
    public async Task EndAsync()
    {
        if (_actor is { } actor)
            _test.System.Stop(actor);
        await _test.SettleAsync();
    }

    public async Task RedisAnswersAsync(TimeSpan time)
    {
        for (var second = 0; second < time.TotalSeconds; second++)
        {
            _beats++;
            await _test.AdvanceAsync(TimeSpan.FromSeconds(1));
        }
    }

    public Task RedisIsAwayAsync(TimeSpan time) => _test.AdvanceAsync(time);

    /// <summary>The process is suspended: time passes, and no timer fires before it is over.</summary>
    public void Suspend(TimeSpan time) => _test.Time.Advance(time);

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        _folder.Dispose();
    }

    private ValueTask<ImmutableArray<string>?> Roll(bool sign, CancellationToken ct)
    {
        Volunteers.Remove(_settings.Host);
        if (sign)
            Volunteers.Add(_settings.Host);
        return new ValueTask<ImmutableArray<string>?>([.. Volunteers]);
    }
}
