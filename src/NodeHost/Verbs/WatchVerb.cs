using System.CommandLine;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Watching;
using Microsoft.Extensions.Logging;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>watch</c>: the main job with no configuration.</summary>
internal sealed class WatchVerb
{
    private readonly RuleArguments _rules = new();
    private readonly VerbConsole _console;

    private readonly Argument<string[]> _paths =
        OptionOf.Files("PATH", "Files, globs, or folders (their *.log); one that isn't there yet is waited for");

    private readonly Option<string> _from = new("--from")
    {
        Description = "Where to start in files that are there at the very first start",
        HelpName = "end|beginning",
        DefaultValueFactory = _ => "end",
    };

    private readonly Option<string?> _dingTalk =
        OptionOf.Text("URL", "The webhook of a DingTalk robot; or $DACHSHUND_DINGTALK_URL", "--dingtalk");

    private readonly Option<string?> _secret =
        OptionOf.Text("S", "The robot's secret for signing; better in $DACHSHUND_DINGTALK_SECRET", "--secret");

    private readonly Option<string?> _wxPusher =
        OptionOf.Text("TOKEN", "The token of a WxPusher application (WeChat); better in $DACHSHUND_WXPUSHER_TOKEN", "--wxpusher");

    private readonly Option<string[]> _uids = OptionOf.Texts("U", "Who gets its messages", "--uid");
    private readonly Option<bool> _fresh = OptionOf.Flag("Forgets what an earlier run of the same command has read and told", "--fresh");

    private WatchVerb(VerbConsole console) => _console = console;

    public static Command Create(VerbConsole console)
    {
        var verb = new WatchVerb(console);
        var command = new Command("watch",
            "Watches logs and alerts on the terminal, and on the phone if a channel is given. The same command goes on where it was.\n\n"
            + "  dachshund watch /var/log/syslog app.log\n"
            + "  dachshund watch /srv/app/logs --keyword ERROR --dingtalk 'https://oapi.dingtalk.com/robot/send?access_token=...'");
        command.Arguments.Add(verb._paths);
        verb._rules.AddTo(command);
        verb._from.AcceptOnlyFromAmong("end", "beginning");
        foreach (var option in new Option[] { verb._from, verb._dingTalk, verb._secret, verb._wxPusher, verb._uids, verb._fresh })
            command.Options.Add(option);
        command.SetAction(verb.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var arguments = Read(parsed);
        if (Complain(arguments) is { } complaint)
            return _console.Fail(complaint);
        WarnOfSecrets(parsed);

        var hash = WatchConfiguration.Hash(arguments);
        var folder = WatchConfiguration.StateFolder(hash, Environment.GetEnvironmentVariable);
        var loaded = Configurations.Load(parsed,
            WatchConfiguration.Render(arguments, WatchConfiguration.NameOf(Environment.MachineName, hash), folder));
        if (!Configurations.Report(loaded, _console) || loaded.Value is not { } configuration)
            return ExitCodes.Failure;
        if (parsed.GetValue(_fresh) && WatchState.Forget(configuration.Node.DataDir) is { } problem)
            return _console.Fail(problem);

        // What another node tells, on a Redis that is shared, isn't known here.
        var tells = configuration.Redis.IsEmbedded && configuration.Node.Roles.Contains(NodeRole.Server);
        return await NodeRun.RunAsync(
            loaded,
            new NodeRunOptions { Console = _console, LogLevel = LogLevel.Warning, TellFirst = tells, TakesFreePort = true },
            ct);
    }

    private WatchArguments Read(ParseResult parsed) => new()
    {
        Paths = [.. (parsed.GetValue(_paths) ?? []).Select(Path.GetFullPath)],
        Rule = _rules.Read(parsed, "watch") ?? RuleArguments.Default,
        FromBeginning = parsed.GetValue(_from) == "beginning",
        DingTalkUrl = parsed.GetValue(_dingTalk) ?? Variable("DACHSHUND_DINGTALK_URL"),
        DingTalkSecret = parsed.GetValue(_secret) ?? Variable("DACHSHUND_DINGTALK_SECRET"),
        WxPusherToken = parsed.GetValue(_wxPusher) ?? Variable("DACHSHUND_WXPUSHER_TOKEN"),
        WxPusherUids = parsed.GetValue(_uids) ?? [],
    };

    private static string? Complain(WatchArguments arguments)
    {
        if (arguments.WxPusherToken is not null && arguments.WxPusherUids.Count == 0)
            return "--wxpusher wants at least one --uid: who gets the messages";
        if (arguments.WxPusherToken is null && arguments.WxPusherUids.Count > 0)
            return "--uid wants --wxpusher TOKEN (or $DACHSHUND_WXPUSHER_TOKEN)";
        return null;
    }

    private void WarnOfSecrets(ParseResult parsed)
    {
        if (parsed.GetValue(_secret) is not null)
            _console.Error.WriteLine("warning: --secret is visible to everyone on this machine; better $DACHSHUND_DINGTALK_SECRET");
        if (parsed.GetValue(_wxPusher) is not null)
            _console.Error.WriteLine("warning: --wxpusher is visible to everyone on this machine; better $DACHSHUND_WXPUSHER_TOKEN");
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
