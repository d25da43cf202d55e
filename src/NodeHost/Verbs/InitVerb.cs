using System.CommandLine;
using Dachshund.Matching;
using Dachshund.NodeHost.Initializing;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>init</c>: a configuration by five questions.</summary>
internal sealed class InitVerb
{
    private const string None = "none";
    private readonly VerbConsole _console;

    private readonly Option<string?> _dir = OptionOf.Text("DIR", "Where dachshund.conf goes; else /etc/dachshund for root, here for others", "--dir");
    private readonly Option<string[]> _logs = OptionOf.Texts("PATH", "A file, glob or folder to watch; none for none", "--log");
    private readonly Option<string[]> _keywords = OptionOf.Texts("K", "A text that makes a line worth an alert", "--keyword", "-k");

    private readonly Option<string?> _dingTalk =
        OptionOf.Text("URL", "The webhook of a DingTalk robot; better in $DACHSHUND_DINGTALK_URL", "--dingtalk");

    private readonly Option<string?> _secret =
        OptionOf.Text("S", "The robot's secret for signing; better in $DACHSHUND_DINGTALK_SECRET", "--secret");

    private readonly Option<string?> _wxPusher =
        OptionOf.Text("TOKEN", "The token of a WxPusher application (WeChat); better in $DACHSHUND_WXPUSHER_TOKEN", "--wxpusher");

    private readonly Option<string[]> _uids = OptionOf.Texts("U", "Who gets its messages", "--uid");
    private readonly Option<bool> _terminal = OptionOf.Flag("Alerts go to the terminal only (of a service: its journal)", "--terminal");
    private readonly Option<string?> _role = OptionOf.Text("alone|server|node", "What this machine is among others", "--role");

    private readonly Option<string?> _redis = OptionOf.Text(
        "HOST:PORT", "The Redis that the machines share, for a node the first server's; its password in $DACHSHUND_REDIS_PASSWORD", "--redis");

    private readonly Option<string?> _reportTime = OptionOf.Text("HH:mm", "When the daily report comes", "--report-time");
    private readonly Option<string?> _name = OptionOf.Text("NAME", "The name of this host in alerts; else the machine's", "--name");
    private readonly Option<string?> _dataDir = OptionOf.Text(
        "DIR", "Where it keeps what it must not forget; else /var/lib/dachshund beside /etc/dachshund, and data beside others", "--data-dir");

    private readonly Option<bool> _yes = OptionOf.Flag("Asks nothing: takes the default of what is not given", "--yes", "-y");
    private readonly Option<bool> _force = OptionOf.Flag("Replaces a configuration that is there", "--force");
    private readonly Option<bool> _noTest = OptionOf.Flag("Sends no test alert", "--no-test");

    private InitVerb(VerbConsole console) => _console = console;

    public static Command Create(VerbConsole console)
    {
        var verb = new InitVerb(console);
        var command = new Command("init",
            "Writes a configuration by asking five questions, sets up the service, sends a first test alert, and prints the line that\n"
            + "other machines need. What is given as an option is not asked. Nothing is written before the last answer.\n\n"
            + "  sudo dachshund init\n"
            + "  dachshund init --dir . --log '/srv/app/*.log' --role alone --terminal --yes\n"
            + "  dachshund init --yes --role node --redis 10.0.0.5:6379");
        verb._role.AcceptOnlyFromAmong("alone", "server", "node");
        foreach (var option in new Option[]
        {
            verb._dir, verb._logs, verb._keywords, verb._dingTalk, verb._secret, verb._wxPusher, verb._uids, verb._terminal, verb._role,
            verb._redis, verb._reportTime, verb._name, verb._dataDir, verb._yes, verb._force, verb._noTest,
        })
            command.Options.Add(option);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(GlobalOptions.Configuration) is not null || parsed.GetValue(GlobalOptions.Set) is { Length: > 0 })
            return _console.Fail("init makes a configuration: -c and --set have no place here (--dir says where it goes)");
        var folder = Path.GetFullPath(parsed.GetValue(_dir) ?? (Environment.IsPrivilegedProcess ? ServiceSetup.ConfigurationFolder : "."));
        var steps = new InitSteps(_console, folder) { SendsTest = !parsed.GetValue(_noTest) };
        if (steps.Taken is { } taken && !parsed.GetValue(_force))
        {
            _console.Fail($"{taken} is there already, and was left as it is: 'dachshund check -c {steps.File}' looks at it, --force replaces it");
            return ExitCodes.Negative;
        }

        if (steps.Unwritable() is { } problem)
            return _console.Fail(problem);
        var machine = InitSurroundings.Of(
            parsed.GetValue(_dataDir) is { } given ? Path.GetFullPath(given)
            : folder == ServiceSetup.ConfigurationFolder ? null : Path.Join(folder, "data"));
        if (Answer(parsed, machine) is not { } answers)
            return ExitCodes.Failure;
        return await steps.RunAsync(answers, machine, ct);
    }

    /// <summary>All answers: given, asked for, or by default; null when it was said why there are none.</summary>
    private InitAnswers? Answer(ParseResult parsed, InitSurroundings machine)
    {
        var answers = Read(parsed, machine);
        if ((Complaint(parsed, answers) ?? InitDraft.Problem(answers, machine)) is { } problem)
        {
            _console.Fail(problem);
            return null;
        }

        WarnOfSecrets(parsed);
        var isYes = parsed.GetValue(_yes);
        if (!isYes && _console.Input is { } input)
        {
            var asked = new InitWizard(answers, machine, input, _console.Out).Ask();
            if (asked is null)
                _console.Fail("the answers ended before the last one: nothing was written");
            return asked;
        }

        if (isYes)
            answers = WithDefaults(answers, machine);
        if (Missing(answers) is not { Count: > 0 } missing)
            return answers;
        _console.Fail($"{(isYes ? "there is no default for" : "standard input is no terminal, so give")} {string.Join(", ", missing)}"
            + (isYes ? "" : ", or --yes for the defaults"));
        return null;
    }

    private InitAnswers Read(ParseResult parsed, InitSurroundings machine)
    {
        var logs = parsed.GetValue(_logs) ?? [];
        var keywords = parsed.GetValue(_keywords) ?? [];
        return new InitAnswers
        {
            Logs = logs is [None] ? [] : logs.Length > 0 ? [.. logs.Select(path => Path.GetFullPath(path, machine.Folder))] : null,
            Keywords = keywords.Length > 0 ? keywords : null,
            Role = Enum.TryParse<InitRole>(parsed.GetValue(_role), ignoreCase: true, out var role) ? role : null,
            Redis = parsed.GetValue(_redis),
            RedisPassword = Variable("DACHSHUND_REDIS_PASSWORD"),
            DingTalkUrl = parsed.GetValue(_dingTalk) ?? Variable("DACHSHUND_DINGTALK_URL"),
            DingTalkSecret = parsed.GetValue(_secret) ?? Variable("DACHSHUND_DINGTALK_SECRET"),
            WxPusherToken = parsed.GetValue(_wxPusher) ?? Variable("DACHSHUND_WXPUSHER_TOKEN"),
            WxPusherUids = parsed.GetValue(_uids) ?? [],
            TerminalOnly = parsed.GetValue(_terminal),
            ReportTime = parsed.GetValue(_reportTime),
            Name = parsed.GetValue(_name),
        };
    }

    private string? Complaint(ParseResult parsed, InitAnswers answers)
    {
        if (answers.WxPusherToken is not null && answers.WxPusherUids.Count == 0)
            return "--wxpusher wants at least one --uid: who gets the messages";
        if (answers.WxPusherToken is null && answers.WxPusherUids.Count > 0)
            return "--uid wants --wxpusher TOKEN (or $DACHSHUND_WXPUSHER_TOKEN)";
        if (parsed.GetValue(_secret) is not null && answers.DingTalkUrl is null)
            return "--secret wants --dingtalk URL (or $DACHSHUND_DINGTALK_URL)";
        if (answers is { Role: InitRole.Alone, Redis: not null })
            return "--redis is for machines that share one: --role server or --role node";
        return null;
    }

    private void WarnOfSecrets(ParseResult parsed)
    {
        foreach (var option in new[] { _secret, _wxPusher }.Where(option => parsed.GetValue(option) is not null))
            _console.Error.WriteLine($"warning: {option.Name} is visible to everyone on this machine; better in the environment (--help)");
    }

    private static InitAnswers WithDefaults(InitAnswers answers, InitSurroundings machine) => answers with
    {
        Logs = answers.Logs ?? machine.DefaultLogs,
        Keywords = answers.Keywords ?? DefaultKeywords.All,
        Role = answers.Role ?? InitRole.Alone,
        TerminalOnly = answers.TerminalOnly || !answers.HasDestination,
        ReportTime = answers.ReportTime ?? InitDraft.DefaultReportTime,
    };

    private static List<string> Missing(InitAnswers answers)
    {
        var missing = new List<string>();
        if (answers.Logs is null)
            missing.Add("--log");
        if (answers is { Keywords: null, Logs: not { Count: 0 } })
            missing.Add("--keyword");
        if (answers.Role is null)
            missing.Add("--role");
        if (answers is { Role: InitRole.Node, Redis: null })
            missing.Add("--redis");
        if (!answers.HasDestination)
            missing.Add("--dingtalk, --wxpusher or --terminal");
        if (answers.ReportTime is null && answers.Role != InitRole.Node)
            missing.Add("--report-time");
        return missing;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
