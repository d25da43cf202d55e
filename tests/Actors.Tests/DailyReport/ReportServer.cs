using System.Collections.Concurrent;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.TaskWatch;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Journal;
using Dachshund.Kernel;
using Dachshund.Tasks.Reports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.DailyReport;

/// <summary>A server that has nothing but the actor of the daily report: a real Redis, whose wall clock is the test's.</summary>
internal sealed class ReportServer : IAsyncDisposable
{
    private readonly LeasedScene _scene;
    private readonly SemaphoreSlim _step = new(0);
    private readonly ConcurrentQueue<DateTimeOffset?> _looks = new();

    private ReportServer(JournalClient journal, LeasedScene scene, ReportSettings settings)
    {
        (Journal, _scene) = (journal, scene);
        var server = scene.Server with { Wall = _ => Task.FromResult(WallNow()) };
        var whole = settings with
        {
            Gather = async (request, ct) =>
            {
                Asked++;
                return await settings.Gather(request, ct);
            },
        };
        scene.Begin(Props.Create(() => new DailyReportActor(server, whole, NullLogger.Instance)), () => _step.Release());
    }

    public JournalClient Journal { get; }

    /// <summary>How often it found out what a report says.</summary>
    public int Asked { get; private set; }

    public static async Task<ReportServer> StartAsync(string connection, string name, ReportSettings settings)
    {
        var journal = await Patient.ConnectAsync(connection);
        return new ReportServer(journal, await LeasedScene.StartAsync(journal, name, JournalKeys.ReportLease), settings);
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

    /// <summary>Takes the lease from whoever has it; and looks at the clock.</summary>
    public async Task TakeAsync(DateTimeOffset now)
    {
        _looks.Enqueue(now);
        await _scene.TakeAsync();
        await EndAsync();
    }

    /// <summary>Lets it look at the clock, and does not wait for what it makes of that.</summary>
    public void Begin(DateTimeOffset now)
    {
        _looks.Enqueue(now);
        _scene.Tell(LookForReport.Instance);
    }

    /// <summary>Lets time pass in which it may do nothing.</summary>
    public Task AdvanceAsync(TimeSpan by)
    {
        _scene.Test.Time.Advance(by);
        return _scene.Test.SettleAsync();
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
        _scene.Tell(LookForReport.Instance);
        Assert.True(await _step.WaitAsync(TimeSpan.FromMinutes(5)), "it does not look at the clock");
        _looks.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
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
}
