using System.Globalization;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Prints nodes, leases and the journal for people: a row each, in their zone.</summary>
internal sealed class ClusterPrinter(TimeZoneInfo zone, TextWriter output)
{
    private const string Nobody = "-";
    private const int KeysMax = 8;

    public void Print(ClusterReport report)
    {
        PrintNodes(report.Nodes);
        var servers = report.Nodes.Count(node => node.IsThere && node.Roles.Contains("server"));
        output.WriteLine($"{Count(report.Nodes.Count, "node")}, {report.Nodes.Count(node => node.IsThere)} up, {Count(servers, "server")}; "
            + (report.Leader.Length > 0 ? $"leader {report.Leader}" : "no leader"));
        foreach (var difference in report.Differences)
            output.WriteLine(Sentence(difference));
    }

    public void Print(ClusterNode node)
    {
        PrintNodes([node]);
        foreach (var problem in node.Problems)
            output.WriteLine($"problem: {SafeLine.Of(problem)}");
    }

    public void Print(IReadOnlyList<OwnedLease> singletons)
    {
        if (singletons.Count == 0)
            output.WriteLine("no singleton has run yet");
        else
            TextTable.Print(["singleton", "owner", "since", " epoch", " hand-overs"], singletons.Select(Cells), output);
    }

    public void Print(IReadOnlyList<ShardRow> shards) => TextTable.Print(
        ["shard", "owner", "since", " epoch", " hand-overs", " entries", " unread"],
        shards.Select(shard => (string[])[.. Cells(shard.Lease), N(shard.Entries), N(shard.Unread)]), output);

    public void Print(JournalReport report)
    {
        var groups = report.Partitions.SelectMany(partition => partition.Groups).Select(group => group.Group).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        TextTable.Print(
            ["partition", " entries", " bytes", .. groups.Select(group => $" unread by {group}")],
            report.Partitions.Select(partition => (string[])
            [
                N(partition.Partition), N(partition.Entries), N(partition.Bytes),
                .. groups.Select(group => partition.Groups.FirstOrDefault(lag => lag.Group == group) is { } lag ? N(lag.Unread) : Nobody),
            ]),
            output);
        output.WriteLine($"{N(report.Partitions.Sum(partition => partition.Entries))} entries, {N(report.Partitions.Sum(partition => partition.Bytes))} B, "
            + $"{N(report.Rejected)} rejected; a partition takes {N(report.EntriesMax)} unread entries");
        foreach (var group in groups)
            PrintGroup(group, report.Partitions.SelectMany(partition => partition.Groups).Where(lag => lag.Group == group).ToArray());
    }

    private void PrintGroup(string group, GroupLag[] lags)
    {
        var lost = lags.Sum(lag => lag.Lost);
        output.WriteLine($"group {SafeLine.Of(group)}: {N(lags.Sum(lag => lag.Unread))} unread, last commit {At(lags.Max(lag => lag.CommittedMs))}"
            + (lags.Any(lag => lag.Expired) ? ", lost its hold" : "")
            + (lost > 0 ? $", {N(lost)} dropped before it read them" : ""));
    }

    /// <summary>What two servers don't agree on, with the remedy.</summary>
    public static string Sentence(SettingsDifference difference) => SafeLine.Of(
        $"{difference.Server} and {difference.From} differ in {string.Join(", ", difference.Keys.Take(KeysMax))}"
        + (difference.Keys.Count > KeysMax ? $" and {N(difference.Keys.Count - KeysMax)} more" : "")
        + ": give all servers of a consumer group the same values");

    private void PrintNodes(IReadOnlyList<ClusterNode> nodes) => TextTable.Print(
        ["node", "state", "since", "roles", "version", "address", " files", " lag", "owns"],
        nodes.Select(node => (string[])
        [
            node.Host, node.State, At(node.SinceMs), Text(string.Join(',', node.Roles)), Text(node.Version), Text(node.Address),
            N(node.Files), $"{N(node.LagBytes)} B", Text(Owned(node)),
        ]),
        output);

    private static string Owned(ClusterNode node) => string.Join(", ",
        ((string?[])[node.Leads ? "leader" : null, node.Shards.Count > 0 ? Count(node.Shards.Count, "shard") : null]).OfType<string>());

    private string[] Cells(OwnedLease lease) => [lease.Name, Text(lease.Owner), At(lease.SinceMs), Plain(lease.Epoch), N(lease.HandOvers)];

    private string At(long unixMs) => unixMs <= 0 ? Nobody
        : TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), zone).ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(string text) => text.Length > 0 ? text : Nobody;

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{N(number)} {noun}s";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
