using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Inspection;

/// <summary>
/// Compares a configuration with what the servers of its consumer group say of theirs. A Redis of the machine's own is not asked: it
/// serves this configuration's node alone, or those of others that compare theirs.
/// </summary>
internal static class SettingsCheck
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>A sentence for each server that differs, or one that says why none could be asked.</summary>
    /// <param name="loaded">A configuration without errors.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(LoadedConfiguration loaded, CancellationToken ct)
    {
        var configuration = loaded.Valid;
        var options = ConfigurationMapping.ToJournal(configuration);
        if (options.IsEmbedded || !configuration.Node.Roles.Contains(NodeRole.Server))
            return [];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(s_patience);
        try
        {
            await using var journal = await JournalClient.ConnectAsync(
                options, new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), patience.Token);
            var own = SharedSettings.Of(loaded, journal.DataSetId, Environment.GetEnvironmentVariable);
            var report = await new ClusterReader(journal, configuration.Cluster.OfflineAfter).ReadAsync(patience.Token);
            return
            [
                .. report.Nodes.Where(node => node.IsThere)
                    .Select(node => new SettingsDifference("this configuration", node.Host, SharedSettings.Difference(own, node.Settings)))
                    .Where(difference => difference.Keys.Count > 0)
                    .Select(ClusterPrinter.Sentence),
            ];
        }
        catch (JournalException e)
        {
            return [$"not compared with the other servers: {e.Message}"];
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ["not compared with the other servers: Redis did not answer in time"];
        }
    }
}
