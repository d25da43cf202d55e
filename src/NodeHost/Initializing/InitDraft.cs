using System.Globalization;
using Dachshund.Matching;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Drafting;

namespace Dachshund.NodeHost.Initializing;

/// <summary>The configuration that answers stand for. What is not answered is as by default.</summary>
internal static class InitDraft
{
    /// <summary>When the report is made if nobody says.</summary>
    public static string DefaultReportTime { get; } = new ReportConfiguration().Time;

    /// <summary>Makes it; its values are as they were given, right or wrong.</summary>
    public static ConfigurationDraft Of(InitAnswers answers, InitSurroundings machine)
    {
        var draft = new ConfigurationDraft();
        draft.Head("Made by 'dachshund init'. hocon/reference.conf has every other setting with its default.");
        draft.Head("After a change: 'dachshund check' says what is wrong with it; 'systemctl reload dachshund' makes it work.");
        if (machine.IsChinese)
            draft.Set("", "language", "zh", "of messages: zh, en or both");
        SetNode(draft, answers, machine);
        SetRedis(draft, answers, machine);
        SetInput(draft, answers, machine);
        SetChannels(draft, answers);
        return draft;
    }

    /// <summary>What is wrong with answers; null when nothing is.</summary>
    public static string? Problem(InitAnswers answers, InitSurroundings machine) =>
        DraftCheck.Load(Of(answers, machine)).Errors is [var error, ..] ? $"{error.Path} {error.Message}" : null;

    /// <summary>Whether the machine's own Redis is to serve others.</summary>
    public static bool ServesOthers(InitAnswers answers) => answers is { Role: InitRole.Server, Redis: null };

    private static void SetNode(ConfigurationDraft draft, InitAnswers answers, InitSurroundings machine)
    {
        if (answers.Name is { } name)
            draft.Set("node", "name", HoconLiteral.Of(name), "of this host in alerts");
        draft.Set("node", "roles", answers.Role == InitRole.Node ? "[agent]" : "[agent, server, seed]",
            "agent watches logs, server alerts for all machines, seed shows the daily report");
        if (machine.DataDir is { } folder)
            draft.Set("node", "data-dir", HoconLiteral.Of(folder), "what it must not forget: how far each log is read, its keys");
    }

    private static void SetRedis(ConfigurationDraft draft, InitAnswers answers, InitSurroundings machine)
    {
        if (answers.Redis is { } connection)
        {
            draft.Set("redis", "connection", HoconLiteral.Of(connection), "the Redis that all machines share");
            if (answers.RedisPassword is { Length: > 0 } password)
                draft.SetSecret("redis", "password", password, "DACHSHUND_REDIS_PASSWORD");
        }
        else if (ServesOthers(answers))
        {
            const string Section = "redis.embedded";
            draft.Set(Section, "bind", HoconLiteral.Of(machine.Address), "this node's own Redis listens here for the other machines; 0.0.0.0: everywhere");
            draft.Set(Section, "port", machine.Port.ToString(CultureInfo.InvariantCulture), "they need it, and the password");
            draft.SetSecret(Section, "password", machine.Password, "DACHSHUND_REDIS_PASSWORD", "made at random");
        }
    }

    private static void SetInput(ConfigurationDraft draft, InitAnswers answers, InitSurroundings machine)
    {
        var logs = answers.Logs ?? machine.DefaultLogs;
        if (logs.Count == 0)
            return;
        const string Section = "inputs.logs";
        draft.Set(Section, "paths", HoconLiteral.Of(logs), "files, globs (* ? **), folders (their *.log)");
        draft.Set(Section, "keywords", HoconLiteral.Of(answers.Keywords ?? DefaultKeywords.All), "a line with one of these is alerted");
    }

    private static void SetChannels(ConfigurationDraft draft, InitAnswers answers)
    {
        if (answers.Role == InitRole.Node)
            return;
        var names = new List<string>();
        if (answers.DingTalkUrl is { } url)
        {
            var section = Open("dingtalk", "a robot of a DingTalk group");
            draft.SetSecret(section, "webhook", url, "DACHSHUND_DINGTALK_URL");
            if (answers.DingTalkSecret is { Length: > 0 } secret)
                draft.SetSecret(section, "secret", secret, "DACHSHUND_DINGTALK_SECRET", "it signs");
        }

        if (answers.WxPusherToken is { } token)
        {
            var section = Open("wxpusher", "WeChat, by WxPusher");
            draft.SetSecret(section, "app-token", token, "DACHSHUND_WXPUSHER_TOKEN");
            draft.Set(section, "uids", HoconLiteral.Of(answers.WxPusherUids), "who gets them");
        }

        if (names.Count == 0)
            Open("terminal", "the terminal; of a service: journalctl -u dachshund");
        draft.Set("report", "time", HoconLiteral.Of(answers.ReportTime ?? DefaultReportTime), "once a day, also when all is well");
        draft.Set("report", "channels", $"[{string.Join(", ", names)}]");

        string Open(string type, string comment)
        {
            names.Add(type);
            draft.Set($"channels.{type}", "type", type, comment);
            return $"channels.{type}";
        }
    }
}
