using Dachshund.Matching;
using Dachshund.NodeHost.Configuration.Validation;
using Dachshund.NodeHost.Drafting;

namespace Dachshund.NodeHost.Importing;

/// <summary>The <c>config.json</c> of MyIncrLog, of its client or of its server.</summary>
internal static class IncrLogFormat
{
    private const string DefaultPort = "6379";
    private static readonly string[] s_redisKeys = ["stream-key", "heart-key", "sheart-key"];
    private static readonly string[] s_ofRobot = ["ding-secret", "ding-proxy"];

    public static ForeignFormat Format { get; } = new(
        "MyIncrLog's config.json",
        [
            "log-path", "redisHost", "redisPort", "redisPass", "max-len", "netCardName", "stream-key", "heart-key", "sheart-key",
            "keywords", "skip-once", "worker-id", "ding-secret", "ding-url", "ding-proxy", "groupName",
        ],
        NamesLines: false,
        Convert);

    private static void Convert(ForeignFields from, ConfigurationDraft to)
    {
        SetNode(from, to);
        SetRedis(from, to);
        SetGroup(from, to);
        SetInput(from, to);
        SetChannel(from, to);
        from.HasNone("max-len", "nothing unread is ever trimmed; redis.journal-max-entries bounds the journal, and when it is full the nodes wait");
        foreach (var key in s_redisKeys)
            from.HasNone(key, "all keys in Redis are Dachshund's own, below redis.namespace, so both tools can share one Redis");
    }

    private static void SetNode(ForeignFields from, ConfigurationDraft to)
    {
        if (from.Text("worker-id") is { } worker)
        {
            // A bare number is a fine id, but says nothing as the name of a host in an alert.
            var name = LegalName.Of(worker.All(char.IsAsciiDigit) ? $"worker-{worker}" : worker);
            if (name.Length > 0)
                to.Set("node", "name", HoconLiteral.Of(name), Changed(from.Origin("worker-id"), worker, name));
            else
                to.Remark($"{from.Origin("worker-id")}: left out: no name can be made of it, so the machine's is taken (node.name)");
        }

        // Alone on its own Redis a node has all roles: who else would alert?
        var isShared = from.Text("redisHost") is not null;
        if (isShared && from.Text("ding-url") is null && from.Find("log-path") is not null)
            to.Set("node", "roles", "[agent]", $"{from.Origin("log-path")}, and no ding-url: it watches, a server alerts");
        else if (from.Text("ding-url") is not null && from.Find("log-path") is null)
            to.Set("node", "roles", "[server]", $"{from.Origin("ding-url")}, and no log-path: it alerts, and watches nothing itself");
        if (from.Text("netCardName") is { } card)
            to.Set("node", "network-interface", HoconLiteral.Of(card), from.Origin("netCardName"));
    }

    private static void SetRedis(ForeignFields from, ConfigurationDraft to)
    {
        if (from.Text("redisHost") is not { } host)
        {
            if (from.Find("redisHost") is not null)
                to.Remark($"{from.Origin("redisHost")}: names no host, so the node runs a Redis of its own");
            return;
        }

        var isWhole = AddressRules.IsEndpoint(host) && host.Contains(':', StringComparison.Ordinal);
        var address = host.Count(c => c == ':') > 1 && host[0] != '[' ? $"[{host}]" : host;
        to.Set("redis", "connection",
            HoconLiteral.Of(isWhole ? host : $"{address}:{from.Text("redisPort") ?? DefaultPort}"), from.Origin("redisHost", "redisPort"));
        if (from.Text("redisPass") is { } password)
            to.SetSecret("redis", "password", password, "DACHSHUND_REDIS_PASSWORD", from.Origin("redisPass"));
    }

    private static void SetGroup(ForeignFields from, ConfigurationDraft to)
    {
        if (from.Text("groupName") is not { } group)
            return;
        var name = LegalName.Of(group);
        if (name.Length > 0)
            to.Set("server", "consumer-group", HoconLiteral.Of(name), Changed(from.Origin("groupName"), group, name));
        else
            to.Remark($"{from.Origin("groupName")}: left out: no name can be made of it, so the group is main (server.consumer-group)");
    }

    private static void SetInput(ForeignFields from, ConfigurationDraft to)
    {
        var paths = from.Paths("log-path");
        if (paths.Count == 0)
            return;
        var stem = LegalName.Of(Path.GetFileNameWithoutExtension(paths[0]));
        var section = Hocon.HoconPath.Append("inputs", stem.Length > 0 ? stem : "log");
        to.Set(section, "paths", HoconLiteral.Of(paths), from.Origin("log-path"));
        var keywords = from.Texts("keywords", isWords: true);
        if (keywords.Count > 0)
            to.Set(section, "keywords", HoconLiteral.Of(keywords), from.Origin("keywords"));
        else
            to.Set(section, "keywords", HoconLiteral.Of(DefaultKeywords.All), $"{from.Origin()}no keywords, so these are those of 'dachshund watch'");
        if (from.Flag("skip-once") is { } skip)
            to.Set(section, "from", skip ? "end" : "beginning", from.Origin("skip-once"));
    }

    private static void SetChannel(ForeignFields from, ConfigurationDraft to)
    {
        if (from.Text("ding-url") is not { } url)
        {
            foreach (var key in s_ofRobot.Where(key => from.Text(key) is not null))
                to.Remark($"{from.Origin(key)}: left out: there is no robot without ding-url");
            return;
        }

        const string Section = "channels.ding";
        to.Set(Section, "type", "dingtalk", from.Origin("ding-url"));
        to.SetSecret(Section, "webhook", url, "DACHSHUND_DINGTALK_URL", from.Origin("ding-url"));
        if (from.Text("ding-secret") is { } secret)
            to.SetSecret(Section, "secret", secret, "DACHSHUND_DINGTALK_SECRET", from.Origin("ding-secret"));
        if (from.Text("ding-proxy") is not { } proxy)
            return;
        var whole = proxy.Contains("://", StringComparison.Ordinal) ? proxy : $"http://{proxy}";
        if (whole.Contains('@', StringComparison.Ordinal))
            to.SetSecret(Section, "proxy", whole, "DACHSHUND_DINGTALK_PROXY", from.Origin("ding-proxy"));
        else
            to.Set(Section, "proxy", HoconLiteral.Of(whole), from.Origin("ding-proxy"));
    }

    private static string Changed(string origin, string was, string name) => was == name ? origin : $"{origin} (there it is {was})";
}
