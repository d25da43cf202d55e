using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Tests.Configuration;

namespace Dachshund.NodeHost.Tests.Hosting;

public class ConfigurationChangeTests
{
    private const string Ding = "channels.a { type = dingtalk, webhook = \"https://h/x?access_token=t\", secret = one }";

    [Theory]
    [InlineData("", "", "nothing changed")]
    [InlineData("cluster.lease-ttl = 5s", "", "nothing changed")]
    [InlineData(Ding, "channels.a.secret = two", "changed: channels.a.secret")]
    [InlineData("inputs.app { paths = x, keywords = a }", "inputs.app.from = beginning", "changed: inputs.app.from")]
    [InlineData("", "inputs.app { paths = x, keywords = a }", "changed: inputs.app.paths, inputs.app.keywords")]
    public void A_change_names_the_keys_that_differ_secrets_too(string before, string added, string expected)
    {
        var (old, now) = (Configured.From(before), Configured.From($"{before}\n{added}"));
        Assert.Equal(expected, ConfigurationChange.Between(old, now).Summary);
    }

    [Fact]
    public void A_key_that_is_gone_is_a_change()
    {
        var (old, now) = (Configured.From("node.labels.site = x"), Configured.From(""));
        Assert.Equal("changed: node.labels.site", ConfigurationChange.Between(old, now).Summary);
    }

    [Fact]
    public void What_the_process_holds_keeps_its_value_until_a_restart()
    {
        var old = Configured.From("node.name = a");
        var now = Configured.From("node { name = b, data-dir = /x, labels.site = y }\nredis.connection = \"h:1\"");
        var change = ConfigurationChange.Between(old, now);
        var outcome = change.Outcome.Valid;
        Assert.Equal(("a", "/var/lib/dachshund", "embedded", "y"),
            (outcome.Node.Name, outcome.Node.DataDir, outcome.Redis.Connection, outcome.Node.Labels["site"]));
        Assert.Equal(["watch:2: node.name", "watch:2: node.data-dir", "watch:3: redis.connection"], change.Kept);

        // The next reload of the same text says so again, and that nothing else changed.
        var again = ConfigurationChange.Between(change.Outcome, now);
        Assert.Equal(("nothing changed", 3), (again.Summary, again.Kept.Count));
    }
}
