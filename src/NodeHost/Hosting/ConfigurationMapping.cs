using System.Collections.Immutable;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.Emergency;
using Dachshund.Actors.Node;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.Channels.DingTalk;
using Dachshund.Channels.Terminal;
using Dachshund.Channels.WxPusher;
using Dachshund.Context.Pages;
using Dachshund.Context.Redaction;
using Dachshund.Journal;
using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.ContextWeb;
using Dachshund.Tailing;
using Dachshund.Tasks;
using Dachshund.Tasks.Reports;

namespace Dachshund.NodeHost.Hosting;

/// <summary>From the configuration's records to those of the rooms.</summary>
internal static class ConfigurationMapping
{
    private static readonly string[] s_languageVariables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public static JournalOptions ToJournal(DachshundConfiguration configuration) => new()
    {
        Connection = configuration.Redis.Connection,
        Password = configuration.Redis.Password,
        Namespace = configuration.Redis.Namespace,
        ConsumerGroup = configuration.Server.ConsumerGroup,
        Partitions = configuration.Redis.Partitions,
        JournalMaxEntries = configuration.Redis.JournalMaxEntries,
        JournalKeep = configuration.Redis.JournalKeep,
        GroupExpiry = configuration.Redis.GroupExpiry,
        AcceptLoss = configuration.Redis.AcceptLoss,
        Embedded = new EmbeddedOptions
        {
            Bind = configuration.Redis.Embedded.Bind,
            Port = configuration.Redis.Embedded.Port,
            Password = configuration.Redis.Embedded.Password,
        },
        DataDirectory = configuration.Node.DataDir,
        LeaseTtl = configuration.Cluster.LeaseTtl,
        OfflineAfter = configuration.Cluster.OfflineAfter,
    };

    public static TailingSettings ToTailing(DachshundConfiguration configuration, string baseFolder) => new(
        [.. configuration.Inputs.Select(input => ToInput(input.Key, input.Value, configuration.Node.Labels))],
        new TailOptions { LineBytesMax = configuration.Tailing.MaxLine, Poll = configuration.Tailing.Poll },
        configuration.Tailing.InFlightChunks,
        baseFolder,
        Path.Combine(configuration.Node.DataDir, "positions"))
    {
        Redactor = ToRedactor(configuration.Redact),
        DropFolders =
            [.. configuration.DropFolders.SelectMany(folder => ToDropFolders(folder.Key, folder.Value, configuration.Node.Labels))],
    };

    /// <summary>The rules of one input: its own, or itself as the one rule that is named like it.</summary>
    public static IReadOnlyList<RuleDefinition> ToRules(string name, InputConfiguration input) => input.Rules.Count > 0
        ? [.. input.Rules.Select(rule => new RuleDefinition
        {
            Input = name,
            Name = rule.Key,
            Keywords = rule.Value.Keywords,
            Regex = rule.Value.Regex,
            Exclude = rule.Value.Exclude,
            IgnoreCase = rule.Value.IgnoreCase,
            Severity = rule.Value.Severity,
        })]
        : [new RuleDefinition
        {
            Input = name,
            Name = name,
            Keywords = input.Keywords,
            Regex = input.Regex,
            Exclude = input.Exclude,
            IgnoreCase = input.IgnoreCase,
            Severity = input.Severity,
        }];

    public static AlertRouterSettings ToAlerting(DachshundConfiguration configuration, NodeSurroundings surroundings) => new(
        new AlertingOptions
        {
            Channels = configuration.Alerting.Channels,
            ReportChannels = configuration.Report.Channels,
            Routes = [.. configuration.Alerting.Routes.Select(ToRoute)],
            GroupBy = configuration.Alerting.GroupBy,
            GroupWait = configuration.Alerting.GroupWait,
            GroupInterval = configuration.Alerting.GroupInterval,
            RepeatInterval = configuration.Alerting.RepeatInterval,
            ResolveAfter = configuration.Alerting.ResolveAfter,
            History = configuration.Alerting.History,
            PerChannel = configuration.Channels
                .Where(channel => channel.Value is TerminalConfiguration)
                .ToDictionary(channel => channel.Key, channel => ToPolicy((TerminalConfiguration)channel.Value)),
        },
        new RenderOptions(Language(configuration.Language, surroundings.Environment), Zone(configuration.Zone)),
        configuration.Channels.ToDictionary(channel => channel.Key, channel => ToChannel(channel.Value, surroundings)));

    /// <summary>The daily report.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="gather">Finds out what it says.</param>
    /// <exception cref="InvalidOperationException">The configuration has errors.</exception>
    public static ReportSettings ToReport(
        DachshundConfiguration configuration, NodeSurroundings surroundings,
        Func<ReportRequest, CancellationToken, Task<ReportDraft>> gather) => new()
    {
        Tasks = ToTasks(configuration),
        Time = ReportTime.TryParse(configuration.Report.Time, Zone(configuration.Zone), out var time, out var problem)
            ? time
            : throw new InvalidOperationException(problem),
        Gather = gather,
        Language = ReportLanguageOf(configuration, surroundings.Environment),
        HtmlDir = configuration.Report.HtmlDir.Length == 0 ? "" : Path.GetFullPath(configuration.Report.HtmlDir, surroundings.Folder),
        HtmlUrl = configuration.Report.HtmlUrl,
    };

    public static ReportLanguage ReportLanguageOf(DachshundConfiguration configuration, Func<string, string?> environment) =>
        Language(configuration.Language, environment) switch
        {
            MessageLanguage.Zh => ReportLanguage.Zh,
            MessageLanguage.Both => ReportLanguage.Both,
            _ => ReportLanguage.En,
        };

    /// <summary>The tasks that are expected.</summary>
    /// <exception cref="InvalidOperationException">The configuration has errors.</exception>
    public static TaskPlan ToTasks(DachshundConfiguration configuration) => new(
        Zone(configuration.Zone),
        configuration.Report.Tasks.SelectMany(host => host.Value.Select(task => (host.Key, task.Name, ToSchedule(task, configuration)))));

    private static Schedule ToSchedule(TaskConfiguration task, DachshundConfiguration configuration)
    {
        var zone = Zone(task.Zone.Length > 0 ? task.Zone : configuration.Zone);
        return task.Cron.Length == 0
            ? Schedule.Every(task.Every, task.Grace, zone)
            : Schedule.OfCron(task.Cron, task.Grace, zone, out var problem) ?? throw new InvalidOperationException(problem);
    }

    /// <summary>The channels that are told past the router.</summary>
    public static Dictionary<string, ConfiguredChannel> ToEmergencyChannels(
        DachshundConfiguration configuration, NodeSurroundings surroundings)
    {
        var names = configuration.Emergency.Channels;
        return configuration.Channels.Where(channel => names.Contains("*") || names.Contains(channel.Key))
            .ToDictionary(channel => channel.Key, channel => ToChannel(channel.Value, surroundings));
    }

    /// <summary>How it is said that Redis is away; null when nobody is to be told.</summary>
    public static EmergencySettings? ToEmergency(
        DachshundConfiguration configuration, NodeSurroundings surroundings, string host, RedisSight sight)
    {
        var channels = ToEmergencyChannels(configuration, surroundings);
        return channels.Count == 0 ? null : new EmergencySettings
        {
            Host = host,
            IsServer = configuration.Node.Roles.Contains(NodeRole.Server),
            Channels = channels,
            Render = new RenderOptions(Language(configuration.Language, surroundings.Environment), Zone(configuration.Zone)),
            After = configuration.Emergency.After,
            Path = Path.Combine(configuration.Node.DataDir, "emergency"),
            Sight = sight,
            Time = surroundings.Time,
            Random = new Random(),
        };
    }

    public static ConfiguredChannel ToChannel(ChannelConfiguration channel, NodeSurroundings surroundings)
    {
        var environment = new ChannelEnvironment(surroundings.Time, surroundings.LoggerFactory);
        return channel switch
        {
            DingTalkConfiguration dingTalk => new ConfiguredChannel(
                new DingTalkChannel(ToOptions(dingTalk), environment), dingTalk.Keywords)
            {
                BudgetMessages = dingTalk.Budget,
            },
            WxPusherConfiguration wxPusher => new ConfiguredChannel(new WxPusherChannel(ToOptions(wxPusher), environment), []),
            TerminalConfiguration => new ConfiguredChannel(new TerminalChannel(surroundings.Out), []),
            _ => throw new InvalidOperationException($"a channel of type {channel.GetType().Name} has no sender"),
        };
    }

    /// <summary>The page around a hit.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="surroundings">The process.</param>
    /// <param name="host">The node's name.</param>
    /// <param name="address">The node's address; empty when there is none.</param>
    public static ContextWebOptions ToContextWeb(
        DachshundConfiguration configuration, NodeSurroundings surroundings, string host, string address) => new()
    {
        Host = host,
        Addresses = ListenAddresses.Of(configuration.ContextWeb.Bind, address, NodeAddress.OfThisMachine()),
        Port = configuration.ContextWeb.Port,
        TakesFreePort = surroundings.TakesFreePort,
        Certificate = configuration.ContextWeb.HasCertificate ? ToCertificate(configuration.ContextWeb, surroundings.Time) : null,
        Inputs = [.. configuration.Inputs.Select(input => new CatalogInput(input.Key, input.Value.Paths))],
        BaseFolder = surroundings.Folder,
        BytesAround = configuration.ContextWeb.BytesAround,
        PingToken = configuration.ContextWeb.PingToken,
        Labels = configuration.Node.Labels,
        Reports = configuration.Node.Roles.Contains(NodeRole.Seed)
            ? ReportLanguageOf(configuration, surroundings.Environment)
            : null,
        Redactor = ToRedactor(configuration.Redact),
        Language = Language(configuration.Language, surroundings.Environment) switch
        {
            MessageLanguage.Zh => PageLanguage.Chinese,
            MessageLanguage.Both => PageLanguage.Both,
            _ => PageLanguage.English,
        },
        Zone = Zone(configuration.Zone),
    };

    /// <exception cref="InvalidOperationException">The configuration has errors, or its file changed since it was checked.</exception>
    private static PageCertificate ToCertificate(ContextWebConfiguration page, TimeProvider time) =>
        PageCertificate.Load(page.Certificate, page.CertificateKey, time.GetUtcNow(), out var problem)
        ?? throw new InvalidOperationException(problem);

    /// <summary>What is taken out of the log's text.</summary>
    /// <exception cref="InvalidOperationException">The configuration has errors.</exception>
    public static Redactor ToRedactor(RedactConfiguration redact) =>
        Redactor.TryCreate(redact.Patterns, redact.Sets, out var redactor, out var problem)
            ? redactor
            : throw new InvalidOperationException(problem);

    public static TimeZoneInfo Zone(string zone) => zone == "auto" ? TimeZoneInfo.Local : TimeZoneInfo.FindSystemTimeZoneById(zone);

    public static MessageLanguage Language(LanguageSetting setting, Func<string, string?> environment) => setting switch
    {
        LanguageSetting.Zh => MessageLanguage.Zh,
        LanguageSetting.En => MessageLanguage.En,
        LanguageSetting.Both => MessageLanguage.Both,
        _ => SpokenIn(environment).StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? MessageLanguage.Zh : MessageLanguage.En,
    };

    private static string SpokenIn(Func<string, string?> environment) =>
        s_languageVariables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "";

    private static TailedInput ToInput(string name, InputConfiguration input, IReadOnlyDictionary<string, string> nodeLabels) => new(
        name,
        input.Paths,
        input.From == StartPosition.End,
        ToRules(name, input),
        nodeLabels.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(input.Labels));

    private static IEnumerable<WatchedDropFolder> ToDropFolders(
        string name, DropFolderConfiguration folder, IReadOnlyDictionary<string, string> nodeLabels) =>
        folder.Paths.Select(path => new WatchedDropFolder(name, path)
        {
            AlertExtensions = folder.AlertExtensions,
            Settle = folder.Settle,
            Keep = folder.Keep,
            FromEnd = folder.From == StartPosition.End,
            Severity = folder.Severity.ToString().ToLowerInvariant(),
            Labels = nodeLabels.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(folder.Labels),
        });

    private static RouteOptions ToRoute(RouteConfiguration route) => new()
    {
        Match = route.Match,
        Except = route.Except,
        Channels = route.Channels,
        Continue = route.Continue,
        GroupBy = route.GroupBy,
        GroupWait = route.GroupWait,
        GroupInterval = route.GroupInterval,
        RepeatInterval = route.RepeatInterval,
    };

    private static ChannelPolicy ToPolicy(TerminalConfiguration terminal) =>
        new() { GroupInterval = terminal.GroupInterval, LinesMax = Math.Min(terminal.Lines, 20) };

    private static DingTalkOptions ToOptions(DingTalkConfiguration channel) => new()
    {
        Webhook = channel.Webhook,
        Secret = channel.Secret,
        Keywords = channel.Keywords,
        AtMobiles = channel.AtMobiles,
        AtUserIds = channel.AtUserIds,
        AtAll = channel.AtAll,
        BaseUrl = channel.BaseUrl,
        Proxy = channel.Proxy,
        Timeout = channel.Timeout,
        MessageType = channel.MessageType == "text" ? DingTalkMessageType.Text : DingTalkMessageType.Markdown,
    };

    /// <summary>A person's own push token is used alone, as <c>check</c> says.</summary>
    private static WxPusherOptions ToOptions(WxPusherConfiguration channel) => new()
    {
        AppToken = channel.Spt.Length > 0 ? "" : channel.AppToken,
        Uids = channel.Spt.Length > 0 ? [] : channel.Uids,
        TopicIds = channel.Spt.Length > 0 ? [] : channel.TopicIds,
        Spt = channel.Spt,
        ContentType = channel.ContentType switch
        {
            "text" => WxPusherContentType.Text,
            "html" => WxPusherContentType.Html,
            _ => WxPusherContentType.Markdown,
        },
        BaseUrl = channel.BaseUrl,
        Proxy = channel.Proxy,
        Timeout = channel.Timeout,
    };
}
