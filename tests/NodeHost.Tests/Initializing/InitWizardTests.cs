using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Drafting;
using Dachshund.NodeHost.Initializing;

namespace Dachshund.NodeHost.Tests.Initializing;

public class InitWizardTests
{
    private const string Webhook = "https://oapi.dingtalk.com/robot/send?access_token=t";

    [Fact]
    public void Enter_five_times_is_a_machine_alone_with_alerts_on_the_terminal()
    {
        var (answers, said) = Ask(new InitAnswers(), "", "", "", "", "");
        var value = Load(answers);
        Assert.Equal(["/var/log/syslog"], value.Inputs["logs"].Paths);
        Assert.Equal(DefaultKeywords.All, value.Inputs["logs"].Keywords);
        Assert.Equal([NodeRole.Agent, NodeRole.Server, NodeRole.Seed], value.Node.Roles);
        Assert.Equal("/srv/here/data", value.Node.DataDir);
        Assert.True(value.Redis.IsEmbedded);
        Assert.IsType<TerminalConfiguration>(Assert.Single(value.Channels).Value);
        Assert.Equal("11:00", value.Report.Time);
        Assert.Equal(["terminal"], value.Report.Channels);
        Assert.Equal(["1", "2", "3", "4", "5"], said.Split('\n').Where(line => line.Length > 1 && line[1] == '.').Select(line => line[..1]));
        Assert.Contains("[/var/log/syslog] > ", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_with_a_robot_serves_its_redis_to_the_others()
    {
        var (answers, _) = Ask(new InitAnswers(), "~/a.log /srv/b*.log, c", "ERROR, Out of memory", "server", "dingtalk", Webhook, "SECx", "09:30");
        var value = Load(answers);
        Assert.Equal(["/home/ann/a.log", "/srv/b*.log", "/srv/here/c"], value.Inputs["logs"].Paths);
        Assert.Equal(["ERROR", "Out of memory"], value.Inputs["logs"].Keywords);
        var robot = Assert.IsType<DingTalkConfiguration>(value.Channels["dingtalk"]);
        Assert.Equal((Webhook, "SECx"), (robot.Webhook, robot.Secret));
        var redis = value.Redis.Embedded;
        Assert.Equal(("10.0.0.5", 6379, "hush"), (redis.Bind, redis.Port, redis.Password));
        Assert.Equal("09:30", value.Report.Time);
    }

    [Fact]
    public void Another_node_is_asked_for_the_redis_and_for_nothing_that_servers_decide()
    {
        var (answers, said) = Ask(new InitAnswers(), "", "", "node", "10.0.0.5:6380", "hush");
        var value = Load(answers);
        Assert.Equal([NodeRole.Agent], value.Node.Roles);
        Assert.Equal(("10.0.0.5:6380", "hush"), (value.Redis.Connection, value.Redis.Password));
        Assert.Empty(value.Channels);
        Assert.DoesNotContain("4.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void WeChat_wants_a_token_and_users()
    {
        var value = Load(Ask(new InitAnswers(), "none", "1", "2", "", "AT_x", "", "UID_a, UID_b", "").Answers);
        var channel = Assert.IsType<WxPusherConfiguration>(value.Channels["wxpusher"]);
        Assert.Equal("AT_x", channel.AppToken);
        Assert.Equal(["UID_a", "UID_b"], channel.Uids);
        Assert.Empty(value.Inputs);
    }

    [Theory]
    [InlineData(0, ",", "write a path, or none")]
    [InlineData(0, "/var/a\u0007.log", "there is a control character in it")]
    [InlineData(1, " , ", "inputs.logs looks for nothing")]
    [InlineData(2, "both", "write alone, server or node")]
    [InlineData(3, "phone", "write dingtalk, wxpusher or terminal")]
    [InlineData(4, "25:00", "report.time \"25:00\" is no time of day")]
    [InlineData(4, "noon", "report.time \"noon\" is no time of day")]
    public void A_bad_answer_is_asked_again_with_one_line_of_help(int question, string answer, string help)
    {
        var lines = new List<string> { "", "", "", "", "" };
        lines.Insert(question, answer);
        var (answers, said) = Ask(new InitAnswers(), [.. lines]);
        Load(answers);
        Assert.Single(said.Split('\n'), line => line.Contains(help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dingtalk", "www.example.com", "channels.dingtalk.webhook must be a whole URL")]
    [InlineData("dingtalk", "https://oapi.dingtalk.com/robot/send", "channels.dingtalk.webhook has no access_token")]
    [InlineData("wxpusher", "", "wxpusher.zjiecode.com/admin has it")]
    public void A_bad_channel_is_asked_again(string place, string answer, string help)
    {
        var (answers, said) = Ask(new InitAnswers(), "", "", "", place, answer);
        Assert.Null(answers);
        Assert.Contains(help, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_address_of_redis_is_asked_again()
    {
        var (answers, said) = Ask(new InitAnswers(), "", "", "node", "", "a b", "r:1", "");
        Assert.Equal("r:1", Load(answers).Redis.Connection);
        Assert.Contains("for example 10.0.0.5:6379", said, StringComparison.Ordinal);
        Assert.Contains("redis.connection must be embedded, or host:port", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_ends_before_the_last_answer_is_no_answer()
    {
        var lines = new[] { "", "", "server", "dingtalk", Webhook, "" };
        for (var count = 0; count <= lines.Length; count++)
            Assert.Null(Ask(new InitAnswers(), lines[..count]).Answers);
        Assert.NotNull(Ask(new InitAnswers(), [.. lines, ""]).Answers);
    }

    [Fact]
    public void What_is_given_is_not_asked()
    {
        var given = new InitAnswers { Logs = ["/a"], Keywords = ["k"], Role = InitRole.Alone, DingTalkUrl = Webhook, ReportTime = "10:00" };
        var (answers, said) = Ask(given);
        Assert.Same(given, answers);
        Assert.DoesNotContain(">", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_answers_are_literal_texts()
    {
        const string Odd = "${HOME}\" } # 'x' \\ ${?PATH} 日志";
        var value = Load(Ask(new InitAnswers(), $"/srv/{Odd}", Odd, "node", "r:1", Odd).Answers);
        Assert.Equal([$"/srv/{Odd}"], value.Inputs["logs"].Paths);
        Assert.Equal([Odd], value.Inputs["logs"].Keywords);
        Assert.Equal(Odd, value.Redis.Password);
    }

    [Fact]
    public void What_is_written_is_short_and_explains_itself()
    {
        var answers = new InitAnswers
        {
            Role = InitRole.Server, DingTalkUrl = Webhook, DingTalkSecret = "s", WxPusherToken = "AT_x", WxPusherUids = ["UID_a"], Name = "web-1",
        };
        var draft = InitDraft.Of(answers, Machine.Some with { IsChinese = true });
        Assert.Empty(DraftCheck.Load(draft).Errors);
        Assert.Equal(LanguageSetting.Zh, DraftCheck.Load(draft).Valid.Language);
        var lines = draft.Render(withSecrets: true).Split('\n');
        Assert.InRange(lines.Length, 20, 60);
        Assert.True(lines.Count(line => line.Contains("# ", StringComparison.Ordinal)) > 12);
        Assert.DoesNotContain("hush", $"{answers} {Machine.Some} {draft.Settings[5]}", StringComparison.Ordinal);
    }

    private static (InitAnswers? Answers, string Said) Ask(InitAnswers given, params string[] lines)
    {
        using var input = new StringReader(string.Concat(lines.Select(line => line + "\n")));
        using var output = new StringWriter();
        return (new InitWizard(given, Machine.Some, input, output).Ask(), output.ToString());
    }

    private static DachshundConfiguration Load(InitAnswers? answers)
    {
        Assert.NotNull(answers);
        var loaded = DraftCheck.Load(InitDraft.Of(answers, Machine.Some));
        Assert.Empty(loaded.Errors);
        return loaded.Valid;
    }
}
