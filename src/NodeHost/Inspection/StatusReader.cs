using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;

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
            LinkKeyReport.Of(keys, cluster.Nodes, time.GetUtcNow()));
    }

    private static ChannelStatus[] Channels(BookSummary book) =>
        [.. book.Channels.Select(channel => new ChannelStatus(
            channel.Name, channel.Told, channel.Pending + channel.InFlight, channel.Failed, channel.Reason))];

    private static AlertStatus[] Alerts(BookSummary book) =>
        [.. book.Alerts.Select(alert => new AlertStatus(
            alert.Id, alert.Kind, alert.Severity, alert.Template.Length > 0 ? alert.Template : alert.Name,
            alert.Counted, alert.LastTimeMs))];
}
