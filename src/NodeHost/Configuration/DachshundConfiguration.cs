namespace Dachshund.NodeHost.Configuration;

/// <summary>The whole configuration, the object <c>dachshund { }</c>. Immutable; the defaults are those of the records.</summary>
internal sealed record DachshundConfiguration
{
    /// <summary>The language of messages: auto, zh, en or both. Default auto.</summary>
    public LanguageSetting Language { get; init; } = LanguageSetting.Auto;

    /// <summary>The time zone of messages and of the report: an IANA name, or <c>auto</c>, the machine's. Default auto.</summary>
    public string Zone { get; init; } = "auto";

    /// <summary>This node.</summary>
    public NodeConfiguration Node { get; init; } = new();

    /// <summary>The Redis that all nodes share.</summary>
    public RedisConfiguration Redis { get; init; } = new();

    /// <summary>The role <c>server</c>.</summary>
    public ServerConfiguration Server { get; init; } = new();

    /// <summary>Leases, heartbeats and the time after which a silent host is offline.</summary>
    public ClusterConfiguration Cluster { get; init; } = new();

    /// <summary>How files are read.</summary>
    public TailingConfiguration Tailing { get; init; } = new();

    /// <summary>The logs to watch, by name. Default none.</summary>
    public IReadOnlyDictionary<string, InputConfiguration> Inputs { get; init; } = new Dictionary<string, InputConfiguration>();

    /// <summary>Folders whose files are messages, by name. Default none.</summary>
    public IReadOnlyDictionary<string, DropFolderConfiguration> DropFolders { get; init; } =
        new Dictionary<string, DropFolderConfiguration>();

    /// <summary>Where alerts go, by name. Default none.</summary>
    public IReadOnlyDictionary<string, ChannelConfiguration> Channels { get; init; } = new Dictionary<string, ChannelConfiguration>();

    /// <summary>How alerts are grouped and routed.</summary>
    public AlertingConfiguration Alerting { get; init; } = new();

    /// <summary>Who is told, and when, that Redis is away.</summary>
    public EmergencyConfiguration Emergency { get; init; } = new();

    /// <summary>The daily report.</summary>
    public ReportConfiguration Report { get; init; } = new();

    /// <summary>The page around a hit.</summary>
    public ContextWebConfiguration ContextWeb { get; init; } = new();

    /// <summary>What is taken out of the log's text before it leaves the node.</summary>
    public RedactConfiguration Redact { get; init; } = new();

    /// <summary>The web console.</summary>
    public ConsoleConfiguration Console { get; init; } = new();
}
