using Dachshund.Journal.Appends;
using Dachshund.Journal.Budgets;
using Dachshund.Journal.CheckIns;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Connection;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Questions;
using Dachshund.Journal.Samples;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;
using Microsoft.Extensions.Logging;

namespace Dachshund.Journal;

/// <summary>
/// The journal in Redis. Every call ends within <see cref="JournalOptions.CallTimeout"/> of each of its steps as done,
/// refused or unknown, and none throws because Redis is away. Thread-safe.
/// </summary>
/// <remarks>
/// Two connections: beats, looks, bells and presence never wait behind the data. Both are made anew when they break, by
/// themselves, within about a second of Redis' return.
/// </remarks>
public sealed partial class JournalClient : IAsyncDisposable
{
    private readonly LinkCheck _check;
    private readonly RedisLink _control;
    private readonly RedisLink _data;
    private readonly BellBoard _bells = new();
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly SessionCalls _sessions;
    private readonly LeaseCalls _leases;
    private readonly AppendCalls _appends;
    private readonly CommitCalls _commits;
    private readonly StreamCalls _streams;
    private readonly LoadCalls _loads;
    private readonly BudgetCalls _budgets;
    private readonly SampleCalls _samples;
    private readonly CheckInCalls _checkIns;
    private readonly ExpelCalls _expels;
    private readonly QuestionCalls _questions;

    // Written under _lock by whichever connection opened last; read by anyone.
    private volatile DataSet _dataSet = new(0, 1, string.Empty);
    private volatile string _history = string.Empty;
    private bool _isUp;

    private JournalClient(JournalOptions options, JournalEnvironment environment)
    {
        (Options, Keys) = (options, new JournalKeys(options.Namespace, options.ConsumerGroup));
        _logger = environment.LoggerFactory.CreateLogger<JournalClient>();
        _check = new LinkCheck(options, Keys, environment);
        _control = new RedisLink(LinkOptionsFor("control", environment, subscribes: true));
        _data = new RedisLink(LinkOptionsFor("data", environment, subscribes: false));
        foreach (var link in new[] { _control, _data })
        {
            link.Opened += OnLinkChanged;
            link.Lost += OnLinkChanged;
        }

        var control = new RedisCaller(_control, options.CallTimeout);
        var data = new RedisCaller(_data, options.CallTimeout);
        _sessions = new SessionCalls(control, Keys, options, environment.Time);
        _leases = new LeaseCalls(control, Keys);
        _budgets = new BudgetCalls(control, Keys);
        _samples = new SampleCalls(data, Keys);
        _checkIns = new CheckInCalls(data, Keys, options);
        _expels = new ExpelCalls(control, Keys);
        _questions = new QuestionCalls(data, Keys, environment.Time);
        _appends = new AppendCalls(data, Keys, options);
        _commits = new CommitCalls(data, Keys, options);
        _streams = new StreamCalls(data, Keys);
        _loads = new LoadCalls(data, new LeaseCalls(data, Keys));
    }

    /// <summary>
    /// Raised when a connection to Redis is lost; a hint, on any thread. Handlers must not block or throw.
    /// </summary>
    public event Action? ConnectionLost;

    /// <summary>Raised when both connections are up again; a hint, on any thread.</summary>
    public event Action? ConnectionRestored;

    /// <summary>
    /// Raised with the new history when a connection finds another one than before; a hint, on any thread.
    /// </summary>
    public event Action<string>? HistoryChanged;

    /// <summary>
    /// Raised with the new id when a connection finds another data set: Redis was emptied or replaced. On any thread.
    /// </summary>
    public event Action<string>? DataSetChanged;

    /// <summary>The options that it was made with.</summary>
    public JournalOptions Options { get; }

    /// <summary>The names of all keys.</summary>
    public JournalKeys Keys { get; }

    /// <summary>Number of partitions, as stored in Redis.</summary>
    public int Partitions => _dataSet.Partitions;

    /// <summary>Id of the data set in Redis.</summary>
    public string DataSetId => _dataSet.Id;

    /// <summary>The history that the last connection found.</summary>
    public string History => _history;

    /// <summary>Whether both connections are up.</summary>
    public bool IsConnected => _control.IsOpen && _data.IsOpen;

    /// <summary>Connects, and checks the server's settings and the data in it.</summary>
    /// <param name="options">How to reach Redis.</param>
    /// <param name="environment">Clock and log.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="JournalException">Redis did not answer for <see cref="JournalOptions.ConnectPatience"/>, or
    /// cannot be used as it is; the message names the setting.</exception>
    public static async Task<JournalClient> ConnectAsync(
        JournalOptions options, JournalEnvironment environment, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        var client = new JournalClient(options, environment);
        try
        {
            await client._control.StartAsync(options.ConnectPatience, ct);
            await client._data.StartAsync(options.ConnectPatience, ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>The partition of a host.</summary>
    /// <param name="host">Name of the host.</param>
    public int PartitionOf(string host) => JournalKeys.PartitionOf(host, Partitions);

    /// <summary>Closes both connections. Calls in flight end as unknown.</summary>
    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await _data.DisposeAsync();
    }

    private LinkOptions LinkOptionsFor(string name, JournalEnvironment environment, bool subscribes) => new()
    {
        Name = name,
        Endpoints = new EndpointSource(Options),
        Time = environment.Time,
        Logger = environment.LoggerFactory.CreateLogger<RedisLink>(),
        ConnectTimeout = Options.CallTimeout,
        Check = async (link, ct) =>
        {
            var (history, dataSet) = await _check.RunAsync(link, ct);
            if (subscribes)
                await _bells.SubscribeAllAsync(link).WaitAsync(Options.CallTimeout, environment.Time, ct);
            Learn(history, dataSet);
            return history;
        },
    };

    private void Learn(string history, DataSet dataSet)
    {
        DataSet dataSetBefore;
        string historyBefore;
        lock (_lock)
        {
            (dataSetBefore, historyBefore) = (_dataSet, _history);
            (_dataSet, _history) = (dataSet, history);
        }

        if (historyBefore.Length > 0 && historyBefore != history)
            HistoryChanged?.Invoke(history);
        if (dataSetBefore.Id.Length > 0 && dataSetBefore.Id != dataSet.Id)
        {
            _logger.DataSetChanged(dataSet.Id, dataSetBefore.Id);
            DataSetChanged?.Invoke(dataSet.Id);
        }
    }

    private void OnLinkChanged()
    {
        bool changed;
        var up = IsConnected;
        lock (_lock)
        {
            changed = _isUp != up;
            _isUp = up;
        }

        if (!changed)
            return;
        if (!up)
        {
            ConnectionLost?.Invoke();
            return;
        }

        _bells.RingAll();
        ConnectionRestored?.Invoke();
    }
}
