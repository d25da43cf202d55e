using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Journal.Streams;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads from Redis what is going on; asks no node.</summary>
internal sealed class StatusReader(JournalClient journal, DachshundConfiguration configuration, TimeProvider time)
{
    /// <summary>Reads it. Nodes go on meanwhile, so its parts may be of different moments.</summary>
    public async Task<Call<StatusReport>> ReadAsync(CancellationToken ct)
    {
        var nodes = new List<NodeStatus>();
        var partitions = new List<PartitionStatus>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            var beats = await journal.ReadBeatsAsync(partition, ct);
            var lag = await journal.ReadLagAsync(partition, ct);
            if (!beats.IsDone)
                return beats.As<StatusReport>();
            if (!lag.IsDone)
                return lag.As<StatusReport>();
            foreach (var beat in beats.Value.Hosts)
                nodes.Add(await ReadNodeAsync(beat, beats.Value.NowMs, ct));
            if (lag.Value.Length > 0)
                partitions.Add(new PartitionStatus(
                    partition, lag.Value.Length, lag.Value.Cursors.Select(lag.Value.Unread).DefaultIfEmpty(0).Max()));
        }

        var read = await ReadBookAsync(ct);
        return read.Map(book => new StatusReport(
            [.. nodes.OrderBy(node => node.Host, StringComparer.Ordinal)], partitions, Channels(book), Alerts(book), book.Silences.Count));
    }

    private async Task<NodeStatus> ReadNodeAsync(HostBeat beat, long nowMs, CancellationToken ct)
    {
        var session = await journal.ReadSessionAsync(beat.Host, ct);
        var facts = session.IsDone ? session.Value : new Dictionary<string, string>();
        var silent = Math.Max(0, nowMs - beat.BeatMs);
        var state = silent >= configuration.Cluster.OfflineAfter.TotalMilliseconds ? "offline" : facts.GetValueOrDefault("state", "up");
        return new NodeStatus(
            beat.Host, state, facts.GetValueOrDefault("roles", ""), facts.GetValueOrDefault("version", ""), silent,
            Number(facts, "files"), Number(facts, "lag-bytes"),
            facts.GetValueOrDefault("problems", "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            DropFiles = Number(facts, "drop-files"),
        };
    }

    private async Task<Call<BookSummary>> ReadBookAsync(CancellationToken ct)
    {
        var (alerts, deliveries) = (journal.Keys.Router(StateKeys.Alerts), journal.Keys.Router(StateKeys.Deliveries));
        var silences = journal.Keys.Router(StateKeys.Silences);
        var request = new LoadRequest(JournalKeys.RouterLease, [alerts, deliveries, silences]) { MayChange = true };
        var load = await journal.LoadAsync(request, ct);
        if (!load.IsDone)
            return load.As<BookSummary>();
        var surroundings = new NodeSurroundings(time, NullLoggerFactory.Instance, TextWriter.Null, _ => null);
        var settings = ConfigurationMapping.ToAlerting(configuration, surroundings);
        var book = new AlertBook(
            settings.Alerting, [.. settings.Channels.Keys.Select(name => new ChannelProfile(name, MessageFormat.Plain, 20_000, 60))],
            settings.Render);
        book.Load(Bodies(load.Value.Hashes[alerts]), Bodies(load.Value.Hashes[deliveries]), Bodies(load.Value.Hashes[silences]));
        return Calls.Done(book.Summary());
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Bodies(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> hash) =>
        hash.Select(field => KeyValuePair.Create(field.Key, field.Value.ToArray()));

    private static ChannelStatus[] Channels(BookSummary book) =>
        [.. book.Channels.Select(channel => new ChannelStatus(
            channel.Name, channel.Told, channel.Pending + channel.InFlight, channel.Failed, channel.Reason))];

    private static AlertStatus[] Alerts(BookSummary book) =>
        [.. book.Alerts.Select(alert => new AlertStatus(
            alert.Id, alert.Kind, alert.Severity, alert.Template.Length > 0 ? alert.Template : alert.Name,
            alert.Counted, alert.LastTimeMs))];

    private static long Number(IReadOnlyDictionary<string, string> facts, string name) =>
        long.TryParse(facts.GetValueOrDefault(name, ""), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
