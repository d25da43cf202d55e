using Dachshund.Actors.DailyReport;
using Dachshund.Journal.Commits;

namespace Dachshund.Actors.Shard;

/// <summary>What a shard looks after besides its entries: hosts, consumer groups, tasks, and that the report comes.</summary>
internal sealed partial class ShardActor
{
    private async ValueTask WatchAsync()
    {
        await WatchHostsAsync();
        if (++_looks % SlowLookEvery != 0)
            return;
        await WatchFillAsync();
        await WatchTasksAsync();
        await WatchReportAsync();
    }

    /// <summary>Whether the day's report came.</summary>
    private async ValueTask WatchReportAsync()
    {
        if (_report is not { IsDue: true } || !_loaded || !_lease.MayAct
            || await ReportReader.ReadMemoryAsync(_server.Journal, Context.Stopping) is not { IsDone: true } last
            || await _server.ReadTimeAsync(Context.Stopping) is not { IsDone: true } wall)
            return;
        var now = DateTimeOffset.FromUnixTimeMilliseconds(wall.Value);
        if (_report.Look(last.Value, now) is not { } day)
            return;
        ActorsLog.ReportMissing(_log, ReportMemory.TextOf(day));
        if (Judge(await _server.Journal.CommitAsync(_report.Fill(_lease.NewCommit(), day, now), Context.Stopping), _cursor))
            _report.Apply(day);
    }

    /// <summary>Tasks that are late. While there are entries to fold, it isn't known who is.</summary>
    private async ValueTask WatchTasksAsync()
    {
        if (!_loaded || !_caughtUp || !_lease.MayAct || !_tasks.IsDue
            || await _server.ReadTimeAsync(Context.Stopping) is not { IsDone: true } wall)
            return;
        var steps = _tasks.Look(DateTimeOffset.FromUnixTimeMilliseconds(wall.Value), _monitor.IsThere);
        if (steps.Count == 0)
            return;
        if (Judge(await _server.Journal.CommitAsync(_tasks.Fill(_lease.NewCommit(), steps), Context.Stopping), _cursor))
            _tasks.Apply(steps);
    }

    /// <summary>Looks how far the consumer groups are behind. False when it isn't known.</summary>
    private async ValueTask<bool> WatchFillAsync()
    {
        if (!_loaded || !_lease.MayAct || await _fill.LookAsync(Context.Stopping) is not { } steps)
            return false;
        foreach (var step in steps)
        {
            if (!Judge(await _server.Journal.CommitAsync(_fill.Fill(_lease.NewCommit(), step), Context.Stopping), _cursor))
                return false;
            _fill.Apply(step);
            if (step.Level is { } level)
                ActorsLog.GroupLags(_log, _lease.Name, step.Group, level, step.Entries);
        }

        return _fillKnown = true;
    }

    /// <summary>The transitions of hosts, each with its state and its notice in one commit.</summary>
    private async ValueTask WatchHostsAsync()
    {
        if (!_loaded || !_lease.MayAct)
            return;
        foreach (var some in (await _monitor.LookAsync(Context.Stopping)).Chunk(TransitionsPerCommit))
        {
            if (!await CommitAsync(some))
                return;
        }
    }

    /// <summary>
    /// Commits transitions together: hosts that are lost at once are one message. A host that beat after the look refuses them all, so
    /// it is found by halves. False when the lease can do nothing more now.
    /// </summary>
    private async ValueTask<bool> CommitAsync(HostTransition[] transitions)
    {
        if (!_lease.MayAct)
            return false;
        var call = await _server.Journal.CommitAsync(_monitor.Fill(_lease.NewCommit(), transitions), Context.Stopping);
        if (call is { IsDone: true, Value: CommitOutcome.Unmet })
        {
            var half = transitions.Length / 2;
            return half == 0 || (await CommitAsync(transitions[..half]) && await CommitAsync(transitions[half..]));
        }

        if (!Judge(call, _cursor))
            return false;
        foreach (var transition in transitions)
            _monitor.Apply(transition);
        return true;
    }
}
