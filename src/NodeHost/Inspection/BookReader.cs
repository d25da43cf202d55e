using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Streams;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads what the router holds from its stored state; asks no node.</summary>
internal static class BookReader
{
    /// <summary>Reads it.</summary>
    public static async Task<Call<BookSummary>> ReadAsync(
        JournalClient journal, DachshundConfiguration configuration, CancellationToken ct)
    {
        var (alerts, deliveries) = (journal.Keys.Router(StateKeys.Alerts), journal.Keys.Router(StateKeys.Deliveries));
        var silences = journal.Keys.Router(StateKeys.Silences);
        var request = new LoadRequest(JournalKeys.RouterLease, [alerts, deliveries, silences]) { MayChange = true };
        var load = await journal.LoadAsync(request, ct);
        if (!load.IsDone)
            return load.As<BookSummary>();
        var surroundings = new NodeSurroundings(TimeProvider.System, NullLoggerFactory.Instance, TextWriter.Null, _ => null);
        var settings = ConfigurationMapping.ToAlerting(configuration, surroundings);
        var book = new AlertBook(
            settings.Alerting, [.. settings.Channels.Keys.Select(name => new ChannelProfile(name, MessageFormat.Plain, 20_000, 60))],
            settings.Render);
        book.Load(Bodies(load.Value.Hashes[alerts]), Bodies(load.Value.Hashes[deliveries]), Bodies(load.Value.Hashes[silences]));
        return Calls.Done(book.Summary());
    }

    private static IEnumerable<KeyValuePair<string, byte[]>> Bodies(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> hash) =>
        hash.Select(field => KeyValuePair.Create(field.Key, field.Value.ToArray()));
}
