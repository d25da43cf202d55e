using System.Collections.Immutable;
using Dachshund.Actors.Counts;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.DropFolder;
using Dachshund.Actors.Shard;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Dachshund.Tasks;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.Reporting;

/// <summary>Finds out all that a report says, from what Redis has: no node is asked. Thread-safe.</summary>
internal sealed class ReportGatherer(JournalClient journal, DachshundConfiguration configuration)
{
    private const string SeedRole = "seed";
    private readonly TaskPlan _plan = ConfigurationMapping.ToTasks(configuration);

    /// <summary>Finds it out.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<ReportDraft> GatherAsync(ReportRequest request, CancellationToken ct)
    {
        // The day's report is a server's, which sees hosts as people are told of them; a draft is anyone's.
        var reader = new ClusterReader(journal, configuration.Cluster.OfflineAfter) { CountsWallClock = request.IsDraft };
        var cluster = await reader.ReadAsync(ct);
        var tasks = await TaskReader.ReadAsync(journal, _plan, ct);
        var counts = await ReadCountsAsync(request.Day, ct);
        var book = await Answered.Of(BookReader.ReadAsync(journal, configuration, ct));
        // A report that should have come and did not leaves its days to the next one.
        var days = request.Last is { } last ? Math.Clamp(request.Day.DayNumber - last.Day.DayNumber, 1, counts.Count) : 1;
        var fresh = counts.Skip(counts.Count - days).SelectMany(day => day).ToArray();
        var report = new DailyReport
        {
            Day = request.Day,
            Zone = ConfigurationMapping.Zone(configuration.Zone).Id,
            Since = request.Since,
            Until = request.Until,
            IsDraft = request.IsDraft,
            Devices = Devices(cluster, fresh, request.Until),
            Tasks = [.. tasks.Select(task => ToReported(task, request))],
            Problems = Problems(counts, days),
            Losses = Losses(fresh),
            Channels = [.. book.Channels.Select(channel => ToReported(channel, request.Channels.GetValueOrDefault(channel.Name)))],
            Removals = Removals(fresh),
            Warnings = [.. cluster.Differences.Select(other => $"{other.Server} and {other.From} differ in {string.Join(", ", other.Keys)}")],
        };
        var totals = book.Channels.ToDictionary(channel => channel.Name, channel => new ChannelTotals(channel.Told, channel.Failed));
        return new ReportDraft(report.Against(request.Last), totals, SeedOf(cluster));
    }

    /// <summary>The node that shows reports; empty when none does.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<string> FindSeedAsync(CancellationToken ct) =>
        SeedOf(await new ClusterReader(journal, configuration.Cluster.OfflineAfter).ReadAsync(ct));

    private static string SeedOf(ClusterReport cluster) =>
        cluster.Nodes.FirstOrDefault(node => node is { IsThere: true, HasPage: true } && node.Roles.Contains(SeedRole))?.Host ?? "";

    private async Task<IReadOnlyList<IReadOnlyList<(string Host, ProblemCount Problem)>>> ReadCountsAsync(
        DateOnly day, CancellationToken ct)
    {
        var counts = new List<IReadOnlyList<(string, ProblemCount)>>();
        for (var back = ReportedProblem.DaysMax - 1; back >= 0; back--)
            counts.Add(await CountReader.ReadAsync(journal, day.AddDays(-back), ct));
        return counts;
    }

    /// <summary>Those that ever beat, and those that have tasks here.</summary>
    private ImmutableArray<ReportedDevice> Devices(
        ClusterReport cluster, IReadOnlyList<(string Host, ProblemCount Problem)> counts, DateTimeOffset now)
    {
        var errors = counts.Where(count => count.Problem.Severity is Severities.Error or Severities.Critical)
            .GroupBy(count => count.Host).ToDictionary(host => host.Key, host => host.Sum(count => count.Problem.Count));
        var known = cluster.Nodes.Select(node => ToDevice(node, errors.GetValueOrDefault(node.Host), now)).ToArray();
        var missing = _plan.Hosts.Except(known.Select(device => device.Host))
            .Select(host => new ReportedDevice(host, DeviceState.Lost));
        return [.. known, .. missing];
    }

    private static ReportedDevice ToDevice(ClusterNode node, long errors, DateTimeOffset now) => new(
        node.Host, !node.IsThere ? DeviceState.Lost : errors > 0 || node.Problems.Count > 0 ? DeviceState.Error : DeviceState.Ok)
    {
        Ssh = node.Ssh,
        Errors = errors,
        LastSeen = now - TimeSpan.FromMilliseconds(node.SilentMs),
        Detail = node.IsThere ? string.Join("; ", node.Problems) : node.State == HostStates.Offline ? "" : node.State,
    };

    private static ReportedTask ToReported(KnownTask task, ReportRequest request) => new(
        task.Host, task.Name,
        task.Record is { } record ? TaskJudge.InReport(record, task.Schedule, request.Since, request.Until) : TaskState.Lost)
    {
        LastSign = task.Record?.LastSign,
        Detail = task.Record?.Failures.Length > 0 ? task.Detail
            : task.Record?.PassedOver is { } failure && failure.Time > request.Since ? $"{failure.Source} {failure.Detail}".Trim()
            : "",
    };

    private static ImmutableArray<ReportedProblem> Problems(
        IReadOnlyList<IReadOnlyList<(string Host, ProblemCount Problem)>> days, int fresh)
    {
        var found = days
            .SelectMany((counts, day) => counts.Select(count => (Day: day, count.Host, count.Problem)))
            .Where(count => count.Problem.Kind is NoticeKinds.Match or NoticeKinds.DropFile)
            .GroupBy(count => (count.Problem.Kind, count.Problem.Severity, count.Problem.Rule, count.Problem.Template));
        var problems = found.Select(problem =>
        {
            var now = problem.Where(count => count.Day >= days.Count - fresh).ToArray();
            var hosts = now.GroupBy(count => count.Host).OrderByDescending(host => host.Sum(count => count.Problem.Count))
                .Select(host => host.Key).ToArray();
            return new ReportedProblem(problem.Key.Kind, problem.Key.Severity, problem.Key.Rule, problem.Key.Template)
            {
                Hosts = [.. hosts.Take(ReportedProblem.HostsMax)],
                HostsLeftOut = Math.Max(0, hosts.Length - ReportedProblem.HostsMax),
                Count = now.Sum(count => count.Problem.Count),
                Days = [.. Enumerable.Range(0, days.Count)
                    .Select(day => problem.Where(count => count.Day == day).Sum(count => count.Problem.Count))],
            };
        });
        return [.. problems.Where(problem => problem.Count > 0)];
    }

    private static ImmutableArray<ReportedLoss> Losses(IReadOnlyList<(string Host, ProblemCount Problem)> counts) =>
    [
        .. Of(counts, NoticeKinds.LostBytes).GroupBy(count => (count.Host, count.Problem.Template))
            .Select(file => new ReportedLoss(file.Key.Host, file.Key.Template, file.Sum(count => count.Problem.Bytes))),
    ];

    private static ImmutableArray<ReportedRemoval> Removals(IReadOnlyList<(string Host, ProblemCount Problem)> counts) =>
    [
        .. Of(counts, RemovedFiles.Kind).GroupBy(count => (count.Host, count.Problem.Template)).Select(folder => new ReportedRemoval(
            folder.Key.Host, folder.Key.Template, folder.Sum(count => count.Problem.Count), folder.Sum(count => count.Problem.Bytes))),
    ];

    private static ReportedChannel ToReported(ChannelSummary channel, ChannelTotals? before) => new(
        channel.Name,
        Math.Max(0, channel.Told - (before?.Told ?? 0)),
        Math.Max(0, channel.Failed - (before?.Failed ?? 0)),
        channel.Pending + channel.InFlight)
    {
        Problem = channel.Reason,
    };

    private static IEnumerable<(string Host, ProblemCount Problem)> Of(
        IReadOnlyList<(string Host, ProblemCount Problem)> counts, string kind) => counts.Where(count => count.Problem.Kind == kind);
}
