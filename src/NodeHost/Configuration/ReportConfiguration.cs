using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The daily report: <c>report { }</c>.</summary>
internal sealed record ReportConfiguration
{
    /// <summary>When it is made, HH:mm in <c>zone</c>. Default 11:00.</summary>
    public string Time { get; init; } = "11:00";

    /// <summary>Names of the channels that get it, <c>*</c> for every one. Default none: it is made and kept, and nobody gets it.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Tasks that must run, by the name of the host that they run on. Default none.</summary>
    [OneOrMany]
    public IReadOnlyDictionary<string, IReadOnlyList<TaskConfiguration>> Tasks { get; init; } =
        new Dictionary<string, IReadOnlyList<TaskConfiguration>>();

    /// <summary>The folder that the HTML is written to. Default empty: not written.</summary>
    public string HtmlDir { get; init; } = "";

    /// <summary>The URL that this folder is seen at. Default empty: no link to it.</summary>
    public string HtmlUrl { get; init; } = "";
}
