using System.Globalization;
using Dachshund.Actors.Shard;

namespace Dachshund.NodeHost.Inspection;

/// <summary>Prints a status for people: short, aligned, worst first.</summary>
internal static class StatusPrinter
{
    private const int AlertsMax = 10;
    private const int WhatWidth = 100;

    public static void Print(StatusReport report, TimeZoneInfo zone, TextWriter output)
    {
        PrintNodes(report.Nodes, output);
        PrintLinks(report.Links, zone, output);
        foreach (var partition in report.Partitions.Where(partition => partition.Unread > 0))
            output.WriteLine($"journal {partition.Partition}: {N(partition.Unread)} unread");
        PrintChannels(report.Channels, output);
        if (report.Silences > 0)
            output.WriteLine($"{Counted.Of(report.Silences, "silence")} ('dachshund silence' lists them)");
        PrintTasks(report, zone, output);
        PrintAlerts(report.Alerts, zone, output);
    }

    private static void PrintTasks(StatusReport report, TimeZoneInfo zone, TextWriter output)
    {
        if (report.Tasks is { All: > 0 } tasks)
            output.WriteLine($"{Counted.Of(tasks.All, "task")}, {N(tasks.Late)} late, {N(tasks.Failed)} failed ('dachshund task list' names them)");
        if (report.Report is not { } dates)
            return;
        var next = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(dates.NextMs), zone);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"daily report  last {(dates.LastDay.Length > 0 ? dates.LastDay : "none yet")}, next {next:yyyy-MM-dd HH:mm}"));
    }

    private static void PrintNodes(IReadOnlyList<ClusterNode> nodes, TextWriter output)
    {
        if (nodes.Count == 0)
            output.WriteLine("no node has beaten yet");
        var width = nodes.Select(node => node.Host.Length).DefaultIfEmpty(0).Max();
        foreach (var node in nodes)
        {
            var silent = node.State == HostStates.Offline ? $"  silent for {N(node.SilentMs / 1000)} s" : "";
            var drops = node.DropFiles > 0 ? $", {N(node.DropFiles)} in drop folders" : "";
            output.WriteLine($"{node.Host.PadRight(width)}  {node.State,-7}  {string.Join(',', node.Roles)}  {node.Version}  {Counted.Of(node.Files, "file")}, {N(node.LagBytes)} B behind{drops}{silent}");
            foreach (var problem in node.Problems)
                output.WriteLine($"{new string(' ', width)}  problem: {SafeLine.Of(problem)}");
        }
    }

    private static void PrintLinks(LinkKeyReport links, TimeZoneInfo zone, TextWriter output)
    {
        foreach (var key in links.Keys.Where(key => key.SignedBy.Count > 0))
        {
            var until = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(key.UntilMs), zone);
            output.WriteLine(SafeLine.Of(string.Create(CultureInfo.InvariantCulture,
                $"link key {key.Id}  until {until:yyyy-MM-dd}  signs on {string.Join(", ", key.SignedBy)}  believed by {key.BelievedBy:N0} of {Counted.Of(links.Pages, "node")}")));
        }

        foreach (var problem in links.Problems)
            output.WriteLine($"problem: {SafeLine.Of(problem)}");
    }

    private static void PrintChannels(IReadOnlyList<ChannelStatus> channels, TextWriter output)
    {
        var width = channels.Select(channel => channel.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var channel in channels)
        {
            var reason = channel.Reason.Length > 0 ? $"  {SafeLine.Of(channel.Reason)}" : "";
            output.WriteLine($"channel {channel.Name.PadRight(width)}  {N(channel.Told)} told, {N(channel.Waiting)} waiting, {N(channel.Failed)} failed{reason}");
        }
    }

    private static void PrintAlerts(IReadOnlyList<AlertStatus> alerts, TimeZoneInfo zone, TextWriter output)
    {
        output.WriteLine(alerts.Count == 0 ? "no live alerts" : Counted.Of(alerts.Count, "live alert"));
        foreach (var alert in alerts.Take(AlertsMax))
        {
            var last = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(alert.LastMs), zone);
            var what = SafeLine.Of(alert.What);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {last:MM-dd HH:mm:ss}  {alert.Severity,-8}  {alert.Count,8:N0}  {(what.Length > WhatWidth ? what[..WhatWidth] : what)}"));
        }
    }

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
