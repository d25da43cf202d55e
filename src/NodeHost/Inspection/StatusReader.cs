using System.Globalization;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.Tasks;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads from Redis what is going on; asks no node.</summary>
internal sealed class StatusReader(JournalClient journal, DachshundConfiguration configuration, TimeProvider time)
{
    /// <summary>Reads it. Nodes go on meanwhile, so its parts may be of different moments.</summary>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public async Task<StatusReport> ReadAsync(CancellationToken ct)
    {
        var reader = new ClusterReader(journal, configuration.Cluster.OfflineAfter);
        var cluster = await reader.ReadAsync(ct);
        var partitions = new List<PartitionStatus>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            var lag = await Answered.Of(journal.ReadLagAsync(partition, ct));
            if (lag.Length > 0)
                partitions.Add(new PartitionStatus(partition, lag.Length, lag.Cursors.Select(lag.Unread).DefaultIfEmpty(0).Max()));
        }

        var keys = await reader.ReadLinkKeysAsync(ct);
        var book = await Answered.Of(BookReader.ReadAsync(journal, configuration, ct));
        return new StatusReport(
            cluster.Nodes, partitions, Channels(book), Alerts(book), book.Silences.Count,
            LinkKeyReport.Of(keys, cluster.Nodes, time.GetUtcNow()))
        {
            Tasks = await ReadTasksAsync(ct),
            Report = await ReadReportAsync(ct),
        };
    }

    private async Task<TaskCounts> ReadTasksAsync(CancellationToken ct)
    {
        var tasks = await TaskReader.ReadAsync(journal, ConfigurationMapping.ToTasks(configuration), ct);
        return new TaskCounts(
            tasks.Count, tasks.Count(task => task.State == TaskState.Late), tasks.Count(task => task.State == TaskState.Error));
    }

    private async Task<ReportDates?> ReadReportAsync(CancellationToken ct)
    {
        if (configuration.Report is { Channels.Count: 0, HtmlDir: "" }
            || !ReportTime.TryParse(configuration.Report.Time, ConfigurationMapping.Zone(configuration.Zone), out var due, out _))
            return null;
        var memory = await Answered.Of(ReportReader.ReadMemoryAsync(journal, ct));
        var last = memory is null ? null : await Answered.Of(ReportReader.ReadAsync(journal, memory.Day, ct));
        return new ReportDates(
            last?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            due.DueAfter(time.GetUtcNow()).At.ToUnixTimeMilliseconds());
    }

    private static ChannelStatus[] Channels(BookSummary book) =>
        [.. book.Channels.Select(channel => new ChannelStatus(
            channel.Name, channel.Told, channel.Pending + channel.InFlight, channel.Failed, channel.Reason))];

    private static AlertStatus[] Alerts(BookSummary book) =>
        [.. book.Alerts.Select(alert => new AlertStatus(
            alert.Id, alert.Kind, alert.Severity,
            alert.Kind == NoticeKinds.Task ? $"task {alert.Name}: {alert.Template}" : alert.Template.Length > 0 ? alert.Template : alert.Name,
            alert.Counted, alert.LastTimeMs))];
}
