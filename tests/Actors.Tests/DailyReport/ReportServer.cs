using System.Collections.Concurrent;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.TaskWatch;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Journal;
using Dachshund.Journal.Leases;
using Dachshund.Journal.Sessions;
using Dachshund.Kernel;
using Dachshund.Tasks.Reports;
using Dachshund.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.DailyReport;

/// <summary>A server that has nothing but the actor of the daily report: a real Redis, whose wall clock is the test's.</summary>
internal sealed class ReportServer : IAsyncDisposable
{
    private readonly TestSystem _test = TestSystem.Threaded();
    private readonly SessionIdentity _identity;
    private readonly NodeSession _session;
    private readonly IActorRef _actor;
    private readonly SemaphoreSlim _step = new(0);
    private readonly ConcurrentQueue<DateTimeOffset?> _looks = new();

    private ReportServer(JournalClient journal, SessionIdentity identity, ReportSettings settings)
    {
        (Journal, _identity) = (journal, identity);
        _session = new NodeSession(identity.Host, identity.Incarnation, journal.Options.LeaseTtl, _test.Time);
        var server = new ServerContext(journal, _session, identity, _test.Time, new Random(1))
        {
            Wall = _ => Task.FromResult(WallNow()),
        };
        var whole = settings with
        {
            Gather = async (request, ct) =>
            {
                Asked++;
                return await settings.Gather(request, ct);
            },
        };
        var props = Props.Create(() => new DailyReportActor(server, whole, NullLogger.Instance));
        Action lost = () => _step.Release();
        _actor = _test.ActorOf(Props.Create(() => new LeaseParent(props, lost)), "parent");
    }

    public JournalClient Journal { get; }

    /// <summary>How often it found out what a report says.</summary>
    public int Asked { get; private set; }

    public IEnumerable<string> Log => _test.Log.Lines.Select(line => line.Text);

    public static async Task<ReportServer> StartAsync(string connection, string name, ReportSettings settings)
    {
        var journal = await Patient.ConnectAsync(connection);
        var identity = new SessionIdentity(0, name, $"{name}-{Guid.NewGuid():N}", TimeSpan.FromSeconds(1));
        var opening = new SessionOpening(identity, new Dictionary<string, string>()) { Replace = true };
        Assert.True((await journal.OpenSessionAsync(opening, CancellationToken.None)).Value?.Opened);
        return new ReportServer(journal, identity, settings);
    }

    /// <summary>What tests need at least.</summary>
    public static ReportSettings Settings(string time, TimeZoneInfo zone)
    {
        Assert.True(ReportTime.TryParse(time, zone, out var due, out _));
        return new ReportSettings
        {
            Tasks = TaskPlan.Empty,
            Time = due,
            Gather = (request, _) => Task.FromResult(Draft(request)),
        };
    }

    public static ReportDraft Draft(ReportRequest request) => new(
        new Tasks.Reports.DailyReport { Day = request.Day, Zone = "UTC", Since = request.Since, Until = request.Until },
        new Dictionary<string, ChannelTotals> { ["ding"] = new(request.Day.DayNumber, 0) }, "");

    /// <summary>Takes the lease from whoever has it, whose session ends first; and looks at the clock.</summary>
    public async Task TakeAsync(DateTimeOffset now)
    {
        var look = await LeaseAsync();
        if (!look.IsFree)
        {
            await Journal.DownAsync(look.Owner.Split(':')[0], force: true, CancellationToken.None);
            look = await LeaseAsync();
        }

        var request = new AcquireRequest(_identity, Journal.History, look, look.IsFree ? LeaseClaim.Free : LeaseClaim.Gone);
        var answer = await Journal.AcquireAsync(request, CancellationToken.None);
        Assert.Equal(AcquireOutcome.Acquired, answer.Value?.Outcome);
        _session.BeatSucceeded(_test.Time.GetTimestamp());
        _looks.Enqueue(now);
        _actor.Tell(new LeaseGranted(answer.Value?.Epoch ?? 0, OwnerGone: true));
        await EndAsync();
    }

    /// <summary>Lets it look at the clock, and does not wait for what it makes of that.</summary>
    public void Begin(DateTimeOffset now)
    {
        _looks.Enqueue(now);
        _session.BeatSucceeded(_test.Time.GetTimestamp());
        _actor.Tell(LookForReport.Instance);
    }

    /// <summary>Lets time pass in which it may do nothing.</summary>
    public Task AdvanceAsync(TimeSpan by)
    {
        _test.Time.Advance(by);
        return _test.SettleAsync();
    }

    /// <summary>Lets it look at the clock, to the end.</summary>
    public Task LookAsync(DateTimeOffset now)
    {
        Begin(now);
        return EndAsync();
    }

    /// <summary>Waits until it has done what it began: until it looks once more, or has lost the lease.</summary>
    public async Task EndAsync()
    {
        _looks.Enqueue(null);
        _actor.Tell(LookForReport.Instance);
        Assert.True(await _step.WaitAsync(TimeSpan.FromMinutes(1)), "it does not look at the clock");
        _looks.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        await Journal.DisposeAsync();
        _step.Dispose();
    }

    private Call<long> WallNow()
    {
        if (_looks.TryDequeue(out var now) && now is { } time)
            return Calls.Done(time.ToUnixTimeMilliseconds());
        _step.Release();
        return Calls.Refused<long>("nothing to do");
    }

    private async Task<LeaseLook> LeaseAsync() =>
        (await Journal.LookAsync([JournalKeys.ReportLease], CancellationToken.None)).Value?.Leases[0]
        ?? throw new InvalidOperationException("Redis does not answer");
}
