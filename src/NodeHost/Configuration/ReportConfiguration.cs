using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>The daily report: <c>report { }</c>.</summary>
internal sealed record ReportConfiguration
{
    /// <summary>When it is sent, HH:mm in <c>zone</c>. Default 11:00.</summary>
    public string Time { get; init; } = "11:00";

    /// <summary>Names of channels. Default none.</summary>
    [OneOrMany]
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Tasks that must have run, by name. Default none.</summary>
    public IReadOnlyDictionary<string, HoconObject> Tasks { get; init; } = new Dictionary<string, HoconObject>();

    /// <summary>The folder that the HTML is written to. Default empty: not written.</summary>
    public string HtmlDir { get; init; } = "";

    /// <summary>The URL that this folder is seen at. Default empty: no link.</summary>
    public string HtmlUrl { get; init; } = "";
}
