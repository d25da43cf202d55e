using System.Globalization;
using System.Text.RegularExpressions;
using Dachshund.TestKit.Channels;
using Dachshund.TestKit.Redis;

namespace Dachshund.Cluster.Tests;

/// <summary>One machine in a folder: a log, a Redis of its own, a fake phone, and a node that can be started and killed.</summary>
internal sealed partial class Scene : IAsyncDisposable
{
    private const string Token = "robot";
    private const string RepeatMark = "(可能重复 / may be a repeat)";
    private readonly TestFolder _folder = new();
    private readonly List<NodeProcess> _nodes = [];

    private Scene(RedisServer redis, FakeDingTalk phone)
    {
        (Redis, Phone) = (redis, phone);
        Journal = new JournalView(redis);
        Phone.AddRobot(Token, new DingTalkRobot { LimitPerMinute = 100_000 });
    }

    public RedisServer Redis { get; }

    public FakeDingTalk Phone { get; }

    public JournalView Journal { get; }

    public string Folder => _folder.Path;

    public string Log => Path.Combine(Folder, "app.log");

    /// <summary>The log of another machine's node.</summary>
    public string LogOf(string name) => Log + name;

    /// <summary>Where the node keeps a hint of its positions.</summary>
    public string Positions => Path.Combine(Folder, "data-hound", "positions");

    /// <summary>How many messages a minute the node may send.</summary>
    public int Budget { get; private init; } = 1000;

    /// <summary>Into how many partitions the journal is divided.</summary>
    public int Partitions { get; init; } = 2;

    /// <summary>Whether a log that isn't there when its node starts is made, empty (default yes).</summary>
    public bool CreatesLogs { get; set; } = true;

    /// <summary>Whether permissions bind the nodes even where the tests run as root (default no).</summary>
    public bool Unprivileged { get; set; }

    /// <summary>More variables in the environment of the nodes, each as <c>NAME=value</c>.</summary>
    public string[] Variables { get; set; } = [];

    /// <summary>The port of the page around a hit; 0 (default): none, as several nodes share this machine.</summary>
    public int WebPort { get; set; }

    /// <summary>More configuration, over the rest.</summary>
    public string More { get; set; } = "";

    public static async Task<Scene> SetAsync(int budget = 1000, int partitions = 2, RedisClock? clock = null) =>
        new(await RedisServer.StartAsync(clock), await FakeDingTalk.StartAsync()) { Budget = budget, Partitions = partitions };

    /// <summary>Starts the node; the same configuration each time.</summary>
    /// <param name="connection">How it reaches Redis; null is directly.</param>
    public NodeProcess StartNode(string? connection = null) => Start("hound", "[agent, server]", connection);

    /// <summary>Starts another machine's node, which only tails.</summary>
    public NodeProcess StartAgent(string name, string? connection = null) => Start(name, "[agent]", connection);

    /// <summary>Starts another machine's node, which only consumes.</summary>
    public NodeProcess StartServer(string name, string? connection = null) => Start(name, "[server]", connection);

    /// <summary>The host that owns a lease, as Redis has it; empty when nobody does.</summary>
    public async Task<string> OwnerOfAsync(string lease) =>
        (await Redis.CommandAsync("HGET", $"dachshund:g:main:lease:{lease}", "owner") as string ?? "").Split(':')[0];

    /// <summary>Waits until the shards are spread over these servers, each with one at least.</summary>
    public Task SpreadAsync(params string[] servers) => Deadline.UntilAsync(
        async () => (await OwnersAsync()).Distinct().Order().SequenceEqual(servers.Order()),
        () => $"the shards are not spread over {string.Join(", ", servers)}");

    private Task<string[]> OwnersAsync() => Task.WhenAll(Enumerable.Range(0, Partitions).Select(number => OwnerOfAsync($"shard-{number}")));

    /// <summary>Adds to the configuration of the node while it runs; the number of the line before what was added.</summary>
    public int Configure(string more)
    {
        var file = ConfigurationOf("hound");
        var lines = File.ReadAllLines(file).Length;
        File.AppendAllText(file, more + "\n");
        return lines;
    }

    /// <summary>What the node says of its own Redis: which process it is, and since when.</summary>
    public string EmbeddedRedisOf(string name) => File.ReadAllText(Path.Combine(Folder, $"data-{name}", "redis", "process"));

    private string ConfigurationOf(string name) => Path.Combine(Folder, $"{name}.conf");

    /// <summary>Starts a node with a name and roles.</summary>
    public NodeProcess Start(string name, string roles, string? connection = null)
    {
        var file = ConfigurationOf(name);
        // An input without a file would be told of.
        var log = name == "hound" ? Log : LogOf(name);
        if (CreatesLogs && !File.Exists(log))
            File.WriteAllText(log, "");
        File.WriteAllText(file, $$"""
            dachshund {
              language = en
              node { name = {{name}}, roles = {{roles}}, data-dir = "{{Folder}}/data-{{name}}" }
              redis { connection = "{{connection ?? Redis.Connection}}", partitions = {{Partitions.ToString(CultureInfo.InvariantCulture)}} }
              inputs.app { paths = ["{{log}}", "{{log}}.*"], keywords = [ERROR], from = beginning }
              channels.ding { type = dingtalk, webhook = "{{Phone.Url(Token)}}", budget = {{Budget.ToString(CultureInfo.InvariantCulture)}}, timeout = 30s }
              context-web.port = {{WebPort.ToString(CultureInfo.InvariantCulture)}}
              alerting { group-wait = 0s, group-interval = 500ms, resolve-after = 1h }
            }
            {{More}}

            """);
        var node = Variables.Length > 0
            ? NodeProcess.StartWith(Folder, Variables, "run", "-c", file)
            : NodeProcess.Start(Folder, Unprivileged, "run", "-c", file);
        _nodes.Add(node);
        return node;
    }

    /// <summary>The new counts of all messages that the phone took, added up; those that say they may repeat left out.</summary>
    public long ToldOnce => Phone.Accepted.Where(message => !MayRepeat(message)).Sum(New);

    /// <summary>The new counts of all messages, each distinct message once: a repeat is the same message again.</summary>
    public long ToldDistinct => Phone.Accepted.GroupBy(IdentityOf).Sum(group => New(group.First()));

    /// <summary>The new counts of all messages, repeats too.</summary>
    public long Told => Phone.Accepted.Sum(New);

    public IReadOnlyList<FakeMessage> Repeats => [.. Phone.Accepted.Where(MayRepeat)];

    /// <summary>Waits until every notice that is in Redis is folded: the router trims what it has.</summary>
    public Task FoldedAsync() => Deadline.UntilAsync(
        async () => await Redis.CommandAsync("XLEN", "dachshund:g:main:notices") is <= 1L, () => "the notices are not folded");

    /// <summary>Waits until the phone was told of so many lines; of more is a failure.</summary>
    public async Task WaitForToldAsync(long lines)
    {
        await Deadline.UntilAsync(() => Task.FromResult(ToldOnce >= lines), () => $"the phone was told of {ToldOnce} of {lines} lines, and of {Told - ToldOnce} as what may be a repeat");
        Assert.Equal(lines, ToldOnce);
    }

    /// <summary>Waits until the phone is told of more than now.</summary>
    public async Task WaitForMoreToldAsync()
    {
        var told = Told;
        await Deadline.UntilAsync(() => Task.FromResult(Told > told), () => $"the phone was told of no more than {told} lines");
    }

    /// <summary>Waits until the phone has a message that holds all these words.</summary>
    public Task SaidAsync(params string[] words) => Deadline.UntilAsync(
        () => Task.FromResult(Said.Any(text => Array.TrueForAll(words, word => text.Contains(word, StringComparison.Ordinal)))),
        () => $"nobody said {string.Join(", ", words)}; said was {string.Join('\n', Said)}");

    private IEnumerable<string> Said => Phone.Accepted.Select(message => message.Text);

    /// <summary>Waits until distinct messages tell of so many lines; of more is a failure, and so is an unmarked repeat.</summary>
    public async Task WaitForToldDistinctAsync(long lines)
    {
        await Deadline.UntilAsync(() => Task.FromResult(ToldDistinct >= lines), () => $"the phone was told of {ToldDistinct} of {lines} lines");
        Assert.Equal(lines, ToldDistinct);
        foreach (var group in Phone.Accepted.Where(message => !IsPresence(message)).GroupBy(IdentityOf).Where(group => group.Count() > 1))
            Assert.True(group.Skip(1).All(MayRepeat), $"{group.Count()} times, unmarked: {group.First().Text}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await Phone.DisposeAsync();
        await Redis.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A message without its mark of repetition, wherever in it the mark was put.</summary>
    private static string IdentityOf(FakeMessage message) => string.Concat(
        message.Text.Replace(RepeatMark, "", StringComparison.Ordinal).Where(letter => char.IsLetterOrDigit(letter)));

    public static bool MayRepeat(FakeMessage message) => message.Text.Contains("repeat", StringComparison.Ordinal);

    /// <summary>Whether a message says that a host went (<c>offline</c>) or came back (<c>recovered</c>).</summary>
    public static bool IsAbout(FakeMessage message, string kind, string host) =>
        Regex.IsMatch(message.Text, $@"\b{kind}\b[^\n]*: [^\n]*\b{Regex.Escape(host)}\b");

    private static bool IsPresence(FakeMessage message) => Regex.IsMatch(message.Text, @"\] (offline|flapping|left|recovered)\b");

    private static long New(FakeMessage message) => IsPresence(message) ? 0 :
        NewCount().Match(message.Text) is { Success: true } match
            ? long.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"no count in: {message.Text}");

    [GeneratedRegex(@"([0-9][0-9,]*)(?:\*\*)? new")]
    private static partial Regex NewCount();
}
