using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;

namespace Dachshund.NodeHost.Tests.Importing;

public class IncrLogFormatTests
{
    private const string Webhook = "https://oapi.dingtalk.com/robot/send?access_token=hush";

    [Fact]
    public void A_clients_configuration_becomes_an_agent()
    {
        var import = Imported.From("config.json", """
            {
              "log-path": "1.log", "redisHost": "10.0.0.5", "redisPort": "6380", "redisPass": "hush", "max-len": 1000, "netCardName": "eth0",
              "stream-key": "mysql:error", "heart-key": "mysql:heart", "keywords": ["ERROR", "ROLL BACK"], "skip-once": true
            }
            """);
        var value = import.Load();
        Assert.Equal([NodeRole.Agent], value.Node.Roles);
        Assert.Equal(("eth0", "10.0.0.5:6380", "hush"), (value.Node.NetworkInterface, value.Redis.Connection, value.Redis.Password));
        var input = value.Inputs["1"];
        Assert.Equal(["/srv/old/1.log"], input.Paths);
        Assert.Equal(["ERROR", "ROLL BACK"], input.Keywords);
        Assert.Equal(StartPosition.End, input.From);
        Assert.EndsWith("# config.json: redisHost, redisPort", import.LineOf("connection"), StringComparison.Ordinal);
        Assert.Contains("${DACHSHUND_REDIS_PASSWORD}", import.LineOf("password"), StringComparison.Ordinal);
        Assert.Contains("redis.journal-max-entries", import.RemarkOn("config.json: max-len: no counterpart"), StringComparison.Ordinal);
        import.RemarkOn("config.json: stream-key: no counterpart");
        import.RemarkOn("config.json: heart-key: no counterpart");
        Assert.Equal(3, import.Draft.Remarks.Count);
    }

    [Fact]
    public void A_servers_configuration_becomes_a_server_without_a_secret_in_it()
    {
        var import = Imported.From("config.json", $$"""
            {
              "redisHost": "redis", "redisPort": 6379, "redisPass": "", "worker-id": 2, "ding-secret": "SEChush", "ding-url": "{{Webhook}}",
              "ding-proxy": "10.0.0.9:3128", "stream-key": "mysql:error", "heart-key": "mysql:heart", "sheart-key": "mysql:sheart",
              "netCardName": "以太网", "groupName": "MySQL 主库"
            }
            """);
        var value = import.Load();
        Assert.Equal([NodeRole.Server], value.Node.Roles);
        Assert.Equal(("worker-2", "redis:6379", "", "mysql"), (value.Node.Name, value.Redis.Connection, value.Redis.Password, value.Server.ConsumerGroup));
        var robot = Assert.IsType<DingTalkConfiguration>(value.Channels["ding"]);
        Assert.Equal((Webhook, "SEChush", "http://10.0.0.9:3128"), (robot.Webhook, robot.Secret, robot.Proxy));
        Assert.Contains("(there it is MySQL 主库)", import.LineOf("consumer-group"), StringComparison.Ordinal);
        var said = import.Draft.Render(withSecrets: false) + string.Join('\n', import.Notes(withSecrets: false));
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
        Assert.Equal(
            ["set DACHSHUND_DINGTALK_URL to what config.json: ding-url has; for the service in /etc/dachshund/env",
             "set DACHSHUND_DINGTALK_SECRET to what config.json: ding-secret has; for the service in /etc/dachshund/env"],
            import.Notes(withSecrets: false).Where(note => note.StartsWith("set ", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_machine_that_did_both_has_both_roles()
    {
        var value = Imported.From("config.json", $$"""{ "log-path": ["/a/b.log", "/a/c.log"], "ding-url": "{{Webhook}}", "redisHost": "" }""").Load();
        Assert.Equal([NodeRole.Agent, NodeRole.Server], value.Node.Roles);
        Assert.True(value.Redis.IsEmbedded);
        Assert.Equal(["/a/b.log", "/a/c.log"], value.Inputs["b"].Paths);
        Assert.Equal(DefaultKeywords.All, value.Inputs["b"].Keywords);
    }

    [Theory]
    [InlineData("\"ERROR, Out of memory\"", "ERROR|Out of memory")]
    [InlineData("\"ERROR FATAL\"", "ERROR|FATAL")]
    [InlineData("[\"a\", \"\", \"a\", 500]", "a|500")]
    public void Keywords_may_be_a_list_or_a_text(string keywords, string expected) =>
        Assert.Equal(expected.Split('|'), Imported.From("config.json", $$"""{ "log-path": "/a.log", "keywords": {{keywords}} }""").Load().Inputs["a"].Keywords);

    [Fact]
    public void What_can_not_be_taken_is_left_out_and_named_without_the_secret()
    {
        var import = Imported.From("config.json", """
            { "log-path": "C:\\new\\1.log", "keywords": {"a": 1}, "redisHost": "a b", "ding-url": "https://hush/", "ding-secret": "x",
              "skip-once": "maybe", "groupName": "组", "keyword": "ERROR", "worker-id": "测试" }
            """);
        var value = import.Load();
        Assert.Empty(value.Inputs);
        Assert.Empty(value.Channels);
        Assert.True(value.Redis.IsEmbedded);
        Assert.Contains("is a path of Windows", import.RemarkOn("config.json: log-path"), StringComparison.Ordinal);
        Assert.Contains("must be embedded, or host:port", import.RemarkOn("config.json: redisHost: left out"), StringComparison.Ordinal);
        Assert.Contains("has no access_token", string.Join('\n', import.Draft.Remarks), StringComparison.Ordinal);
        import.RemarkOn("config.json: groupName: left out");
        import.RemarkOn("config.json: worker-id: left out");
        Assert.Equal("config.json: keyword: no key of MyIncrLog's config.json, and not imported (did you mean \"keywords\"?)", import.RemarkOn("config.json: keyword: "));
        Assert.DoesNotContain("hush", string.Join('\n', import.Draft.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_values_end_up_as_literal_texts_and_their_names_on_one_line()
    {
        var import = Imported.From("config.json", """
            { "log-path": "/srv/${HOME}/\"}.log", "keywords": ["${?X}", "a\" }", "# no", "\u202e", "\\n"], "redisPass": "${PATH}\"", "redisHost": "r",
              "x\" } dachshund { y": 1 }
            """);
        var value = import.Load();
        var input = Assert.Single(value.Inputs).Value;
        Assert.Equal(["/srv/${HOME}/\"}.log"], input.Paths);
        Assert.Equal(["${?X}", "a\" }", "# no", "\u202e", "\\n"], input.Keywords);
        Assert.Equal("${PATH}\"", value.Redis.Password);
        var below = import.Draft.Render(false).Split('\n').SkipWhile(line => line != "}").Skip(1);
        Assert.All(below, line => Assert.True(line is "" || line[0] == '#'));
    }
}
