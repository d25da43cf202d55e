using System.Net;
using Dachshund.Context.Pages;
using Dachshund.Context.Redaction;
using Dachshund.Tailing;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>How a node shows the log around a hit.</summary>
internal sealed record ContextWebOptions
{
    /// <summary>The node's name.</summary>
    public required string Host { get; init; }

    /// <summary>The addresses to listen on; one at least.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>Whether another port is taken when that one is (default no).</summary>
    public bool TakesFreePort { get; init; }

    /// <summary>The certificate for HTTPS; null (default) is HTTP.</summary>
    public PageCertificate? Certificate { get; init; }

    /// <summary>The files that may be read: those of the inputs.</summary>
    public required IReadOnlyList<CatalogInput> Inputs { get; init; }

    /// <summary>What relative paths of inputs start from.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>Bytes shown before and after the hit.</summary>
    public int BytesAround { get; init; } = 4096;

    /// <summary>What is taken out of the text.</summary>
    public required Redactor Redactor { get; init; }

    /// <summary>The language of the page's own words.</summary>
    public required PageLanguage Language { get; init; }

    /// <summary>The zone of the times on the page.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>How much of the server strangers can hold.</summary>
    public ContextWebLimits Limits { get; init; } = new();

    /// <summary>The language of the reports that it shows; null (default): it shows none.</summary>
    public ReportLanguage? Reports { get; init; }

    /// <summary>The node's labels; default none.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The token of pings of tasks; empty (default): there are none.</summary>
    public string PingToken { get; init; } = "";
}
