using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Streams;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Reads the router's silences.</summary>
internal static class SilenceReader
{
    /// <summary>Those that are stored, the one that ends first in front; what can't be read is left out.</summary>
    public static async Task<IReadOnlyList<Silence>> ReadAsync(JournalClient journal, CancellationToken ct)
    {
        var key = journal.Keys.Router(StateKeys.Silences);
        var load = await Answered.Of(journal.LoadAsync(new LoadRequest(JournalKeys.RouterLease, [key]) { MayChange = true }, ct));
        return [.. load.Hashes[key].Values.Select(Read).OfType<Silence>().OrderBy(silence => silence.UntilMs)];
    }

    private static Silence? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return Silence.FromJson(body.Span);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
