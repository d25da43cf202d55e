using Dachshund.Hocon;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Tests.Configuration;

public class ShippedFilesTests
{
    private static readonly string Reference = Path.Combine(Configured.HoconFolder, "reference.conf");

    [Fact]
    public void The_reference_has_every_key_with_the_default_of_the_records()
    {
        var loaded = Configured.File(Reference);
        loaded.Valid();
        var defaults = HoconBinder.Flatten(new DachshundConfiguration(), null);
        Assert.Equal(defaults.Select(entry => $"{entry.Path} = {entry.Text}"), loaded.Entries.Select(entry => $"{entry.Path} = {entry.Text}"));
        Assert.All(loaded.Entries, entry => Assert.True(entry.IsSet, entry.Path));
    }

    [Fact]
    public void Every_key_of_the_reference_has_a_comment()
    {
        var keys = File.ReadLines(Reference)
            .Select(line => line.StartsWith("#= ", StringComparison.Ordinal) ? line[3..] : line)
            .Where(line => line.Contains(" = ", StringComparison.Ordinal)
                && !line.StartsWith('#') && !line.StartsWith("dachshund.", StringComparison.Ordinal));
        Assert.All(keys, line => Assert.Contains("# ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("inputs.NAME", typeof(InputConfiguration))]
    [InlineData("inputs.OTHER.rules.NAME", typeof(RuleConfiguration))]
    [InlineData("drop-folders.NAME", typeof(DropFolderConfiguration))]
    [InlineData("report.tasks.HOST[0]", typeof(TaskConfiguration))]
    [InlineData("channels.DING", typeof(DingTalkConfiguration))]
    [InlineData("channels.WECHAT", typeof(WxPusherConfiguration))]
    [InlineData("channels.SCREEN", typeof(TerminalConfiguration))]
    [InlineData("alerting.routes[0]", typeof(RouteConfiguration))]
    public void The_examples_of_the_reference_have_every_key_with_its_default(string path, Type type)
    {
        var record = Activator.CreateInstance(type) ?? throw new InvalidOperationException();
        var shown = Examples().Where(entry => entry.Path.StartsWith($"{path}.", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Path[(path.Length + 1)..]);
        var keys = type.GetProperties().Where(p => p.CanWrite).Select(p => HoconBinder.KeyOf(p.Name)).Concat(shown.ContainsKey("type") ? ["type"] : []);
        Assert.Equal(keys.Order(), shown.Where(entry => entry.Value.IsSet).Select(entry => entry.Key).Order());
        foreach (var (key, text) in HoconBinder.Flatten(record, null).Select(entry => (entry.Path, entry.Text)))
        {
            if (!IsRequired(type, key))
                Assert.Equal($"{key} = {text}", $"{key} = {shown[key].Text}");
        }
    }

    [Fact]
    public void A_key_that_no_record_has_would_fail_the_reference()
    {
        var text = File.ReadAllText(Reference).Replace("lease-ttl ", "lease-tll ", StringComparison.Ordinal);
        Assert.Contains("did you mean \"lease-ttl\"", Configured.Text(text).OnlyError(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("node.conf")]
    [InlineData("server.conf")]
    [InlineData("seed.conf")]
    public void A_file_that_people_copy_is_short_and_loads_without_a_word(string name)
    {
        var path = Path.Combine(Configured.HoconFolder, name);
        var loaded = Configured.File(path);
        loaded.Valid();
        Assert.Empty(loaded.Warnings);
        Assert.True(File.ReadAllLines(path).Length <= 25);
    }

    [Fact]
    public void The_copied_files_take_their_secrets_from_the_environment()
    {
        var node = Configured.File(Path.Combine(Configured.HoconFolder, "node.conf"), ("REDIS_PASSWORD", "p")).Valid();
        var server = Configured.File(Path.Combine(Configured.HoconFolder, "server.conf"), ("DING_SECRET", "s")).Valid();
        var seed = Configured.File(Path.Combine(Configured.HoconFolder, "seed.conf"), ("DING_SECRET", "s")).Valid();
        Assert.Equal("p", node.Redis.Password);
        Assert.Equal("s", Assert.IsType<DingTalkConfiguration>(server.Channels["ops"]).Secret);
        Assert.Equal("s", Assert.IsType<DingTalkConfiguration>(seed.Channels["ops"]).Secret);
    }

    [Fact]
    public void The_copied_file_of_a_seed_shows_reports()
    {
        var seed = Configured.File(Path.Combine(Configured.HoconFolder, "seed.conf")).Valid();
        Assert.Equal([NodeRole.Agent, NodeRole.Server, NodeRole.Seed], seed.Node.Roles);
        Assert.NotEqual(0, seed.ContextWeb.Port);
        Assert.NotEmpty(seed.Report.Tasks);
    }

    private static IEnumerable<EffectiveValue> Examples()
    {
        var text = string.Join('\n', File.ReadLines(Reference)
            .Where(line => line.StartsWith("#= ", StringComparison.Ordinal)).Select(line => line[3..]));
        var config = HoconConfig.Resolve(HoconDocument.Parse(text, "examples"));
        var bound = HoconBinder.Bind<DachshundConfiguration>(config, "dachshund");
        Assert.Empty(bound.Errors);
        config.TryGet("dachshund", out var source);
        return HoconBinder.Flatten(bound.Value!, source);
    }

    private static bool IsRequired(Type type, string key) =>
        type.GetProperties().Any(p => HoconBinder.KeyOf(p.Name) == key && p.IsDefined(typeof(RequiredAttribute), inherit: true));
}
