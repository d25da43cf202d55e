namespace Dachshund.NodeHost.Configuration;

/// <summary>What a configuration is loaded from.</summary>
internal sealed record ConfigurationRequest
{
    /// <summary>The file after <c>-c</c>; null to search for one.</summary>
    public string? File { get; init; }

    /// <summary>What follows each <c>--set</c>: <c>key=value</c>; later ones win. Default none.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The environment. Default: nothing is set.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>
    /// HOCON that <c>watch</c> makes of its arguments, laid over the file; its origin is <c>watch</c>. With it no file
    /// is searched for: only one given with <c>-c</c> is read. Default: none.
    /// </summary>
    public string? InlineText { get; init; }

    /// <summary>Where a file is searched for, after the environment. The first that exists is read.</summary>
    public IReadOnlyList<string> SearchPaths { get; init; } = ["./dachshund.conf", "/etc/dachshund/dachshund.conf"];

    /// <summary>Where the installed service has its configuration, and beside it the file <c>env</c> with its variables.</summary>
    public string ServiceFolder { get; init; } = "/etc/dachshund";
}
