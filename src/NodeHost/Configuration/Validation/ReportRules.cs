using System.Globalization;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>report { }</c> and <c>emergency { }</c>.</summary>
internal static class ReportRules
{
    public static void Check(DachshundConfiguration value, HoconPoint root, Findings findings)
    {
        var at = root.Field("report");
        var channels = ChannelReferences.Known(value, root);
        if (!TimeOnly.TryParseExact(value.Report.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            findings.Error(at.Field("time"), $"\"{value.Report.Time}\" is no time of day; write HH:mm, from 00:00 to 23:59");
        ChannelReferences.Check(value.Report.Channels, channels, at.Field("channels"), findings);
        if (value.Report is { Channels.Count: 0, HtmlDir: "" } report
            && (report.Tasks.Count > 0 || report.Time != new ReportConfiguration().Time))
            findings.Warn(at.Field("channels"), "nobody gets the daily report: name channels (\"*\" is every one)");
        if (value.Report.Tasks.Count > 0 && !value.Node.Roles.Contains(NodeRole.Server))
            findings.Warn(at.Field("tasks"), "only servers look at it: put it into their configuration");
        TaskRules.Check(value.Report.Tasks, at.Field("tasks"), findings);
        if (value.Report is { HtmlUrl.Length: > 0, HtmlDir: "" })
            findings.Error(at.Field("html-url"), "is where report.html-dir is seen: set that too");
        if (value.Report.HtmlUrl.Length > 0)
            AddressRules.CheckUrl(value.Report.HtmlUrl, at.Field("html-url"), findings);
        ChannelReferences.Check(
            value.Emergency.Channels, channels, root.Field("emergency").Field("channels"), findings);
    }
}
