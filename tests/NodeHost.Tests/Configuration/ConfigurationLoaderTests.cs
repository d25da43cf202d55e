using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Tests.Configuration;

public sealed class ConfigurationLoaderTests : IDisposable
{
    private const string Webhook = "https://oapi.dingtalk.com/robot/send?access_token=t0ken";
    private readonly string _folder = Directory.CreateTempSubdirectory("dachshund-conf-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_at_all_gives_the_defaults()
    {
        var loaded = ConfigurationLoader.Load(new ConfigurationRequest { SearchPaths = [] });
        var value = loaded.Valid();
        Assert.Null(loaded.File);
        Assert.Equal([NodeRole.Agent, NodeRole.Server], value.Node.Roles);
        Assert.True(value.Redis.IsEmbedded);
        Assert.Equal(TimeSpan.FromSeconds(20), value.Cluster.OfflineAfter);
        Assert.All(loaded.Entries, entry => Assert.Equal("default", entry.Origin.ToString()));
    }

    [Fact]
    public void A_whole_configuration_binds()
    {
        var value = Configured.From($$"""
            language = zh, zone = Asia/Shanghai, node { name = web-1, roles = [agent], labels { site = sh } }
            redis { connection = "redis:6379", password = hush, partitions = 8, journal-keep = 12h }
            inputs.app { paths = "/srv/app/*.log", from = beginning, labels { team = core }
              rules { error { keywords = [ERROR] }, dead { keywords = [FATAL, "Out of memory"], severity = critical } } }
            inputs.sys { paths = [/var/log/syslog], regex = "oom|segv", ignore-case = true }
            channels { ops { type = dingtalk, webhook = "{{Webhook}}", budget = 10, at-mobiles = [13800000000] }
              me { type = wxpusher, app-token = AT_x, uids = UID_a, topic-ids = [1, 2] }, here { type = terminal, group-interval = 1s } }
            alerting { group-wait = 0s, routes = [{ match { host = "web-*", severity = [critical, error] }, channels = [ops, me] }] }
            """).Valid();
        Assert.Equal((LanguageSetting.Zh, "web-1", "redis:6379", 8), (value.Language, value.Node.Name, value.Redis.Connection, value.Redis.Partitions));
        Assert.Equal(StartPosition.Beginning, value.Inputs["app"].From);
        Assert.Equal(Severity.Critical, value.Inputs["app"].Rules["dead"].Severity);
        Assert.Equal(["oom|segv"], value.Inputs["sys"].Regex);
        Assert.Equal(10, Assert.IsType<DingTalkConfiguration>(value.Channels["ops"]).Budget);
        Assert.Equal([1L, 2], Assert.IsType<WxPusherConfiguration>(value.Channels["me"]).TopicIds);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<TerminalConfiguration>(value.Channels["here"]).GroupInterval);
        Assert.Equal(["critical", "error"], value.Alerting.Routes[0].Match["severity"]);
        Assert.Equal(["web-*"], value.Alerting.Routes[0].Match["host"]);
    }

    [Theory]
    [InlineData("redis.namespace=mine")]
    [InlineData("dachshund.redis.namespace=mine")]
    public void A_set_may_leave_out_the_prefix_and_wins_over_the_text(string set)
    {
        var loaded = Configured.From("redis.namespace = theirs", set);
        Assert.Equal("mine", loaded.Valid().Redis.Namespace);
        var entry = Assert.Single(loaded.Entries, entry => entry.Path == "redis.namespace");
        Assert.Equal($"--set {set[..set.IndexOf('=', StringComparison.Ordinal)]}", entry.Origin.ToString());
    }

    [Fact]
    public void A_set_takes_URLs_wildcards_and_signs_as_they_stand()
    {
        var value = Configured.From(
            "inputs.app { paths = x, keywords = [a] }, channels.ops.type = dingtalk",
            $"channels.ops.webhook={Webhook}&x=1#2", "inputs.app.paths=/srv/**/*.log", "inputs.app.keywords+=panic:",
            "redis.password=a#b//c").Valid();
        Assert.Equal($"{Webhook}&x=1#2", Assert.IsType<DingTalkConfiguration>(value.Channels["ops"]).Webhook);
        Assert.Equal(["/srv/**/*.log"], value.Inputs["app"].Paths);
        Assert.Equal(["a", "panic:"], value.Inputs["app"].Keywords);
        Assert.Equal("a#b//c", value.Redis.Password);
    }

    [Fact]
    public void The_file_is_that_of_the_option_else_of_the_environment_else_the_first_that_exists()
    {
        var (a, b, c) = (Write("a.conf"), Write("b.conf"), Write("c.conf"));
        Assert.Equal(a, Load(a, b, [c]));
        Assert.Equal(b, Load(null, b, [c]));
        Assert.Equal(c, Load(null, "", [Path.Combine(_folder, "none.conf"), c, a]));

        string Write(string name)
        {
            var path = Path.Combine(_folder, name);
            File.WriteAllText(path, $"dachshund.redis.namespace = {name}");
            return path;
        }

        string? Load(string? file, string? variable, IReadOnlyList<string> search)
        {
            var loaded = ConfigurationLoader.Load(new ConfigurationRequest
            {
                File = file, SearchPaths = search, Environment = name => name == "DACHSHUND_CONF" ? variable : null,
            });
            Assert.Equal(Path.GetFileName(loaded.File), loaded.Valid().Redis.Namespace);
            return loaded.File;
        }
    }

    [Fact]
    public void A_named_file_that_is_not_there_is_an_error()
    {
        Assert.Equal("/nowhere/x.conf: there is no such file", Configured.File("/nowhere/x.conf").OnlyError());
    }

    [Fact]
    public void Errors_of_text_and_of_sets_are_told_together()
    {
        var loaded = Configured.From("redis { ", "=x", "a..b=1");
        Assert.Equal(["watch:1", "--set", "--set a..b"], loaded.Errors.Select(error => error.Origin.ToString()));
    }

    [Fact]
    public void Settings_beside_the_root_are_errors_but_other_keys_are_not()
    {
        var loaded = Configured.Text("ns = mine\nnode.name = x\ndachshnd { }\ndachshund.redis.namespace = ${ns}");
        Assert.Equal(
            ["watch:2: node: has no effect here; put it into dachshund { }", "watch:3: dachshnd: there is no such key (did you mean \"dachshund\"?)"],
            loaded.Errors.Select(error => error.ToString()));
        Assert.Equal("mine", Configured.Text("ns = mine\ndachshund.redis.namespace = ${ns}").Valid().Redis.Namespace);
    }

    [Fact]
    public void Missing_variables_are_all_told_with_their_places()
    {
        var loaded = Configured.From("redis.password = ${NO_PASSWORD}\nnode.name = ${NO_NAME}");
        Assert.Equal(["watch:2", "watch:3"], loaded.Errors.Select(error => error.Origin.ToString()));
        Assert.All(loaded.Errors, error => Assert.Contains("environment", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_included_file_is_named_in_its_errors()
    {
        var inner = Path.Combine(_folder, "inner.conf");
        File.WriteAllText(inner, "\nprot = 1");
        var outer = Path.Combine(_folder, "outer.conf");
        File.WriteAllText(outer, "dachshund.console { include inner }".Replace("inner", "\"inner\"", StringComparison.Ordinal));
        Assert.Equal($"{inner}:2: console.prot: there is no such key (did you mean \"port\"?)", Configured.File(outer).OnlyError());
    }

    [Fact]
    public void A_key_that_nothing_uses_yet_is_warned_about_when_it_is_changed()
    {
        var loaded = Configured.From("console.port = 4401\nnode.roles = [agent, seed]");
        loaded.Valid();
        Assert.Equal(
            ["watch:2: console.port: warning: is not used by this version"],
            loaded.Warnings.Select(warning => warning.ToString()));
    }

    [Fact]
    public void Task_is_a_name_or_says_when_it_must_run()
    {
        var tasks = Configured.From(
            "report.tasks { web-1 = backup, db-1 = [dump, { name = sync, every = 1h, grace = 0s }, { name = night, cron = \"30 3 * * *\" }] }")
            .Valid().Report.Tasks;
        Assert.Equal(new TaskConfiguration { Name = "backup" }, Assert.Single(tasks["web-1"]));
        Assert.Equal(
            [
                new TaskConfiguration { Name = "dump", Every = TimeSpan.FromDays(1), Grace = TimeSpan.FromHours(2) },
                new TaskConfiguration { Name = "sync", Every = TimeSpan.FromHours(1), Grace = TimeSpan.Zero },
                new TaskConfiguration { Name = "night", Cron = "30 3 * * *" },
            ],
            tasks["db-1"]);
    }

    [Fact]
    public void Defaults_that_are_written_out_are_not_warned_about()
    {
        var loaded = Configured.From("report.time = \"11:00\", drop-folders {}, console.bind = 127.0.0.1, node.roles = agent");
        loaded.Valid();
        Assert.Empty(loaded.Warnings);
    }
}
