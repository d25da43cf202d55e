using System.Text.RegularExpressions;
using Dachshund.Matching;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Initializing;

/// <summary>
/// Asks for what is not answered yet: five questions, each with a default, asked again with one line of help as long as the
/// validation refuses the answer. Does nothing but read and write lines.
/// </summary>
internal sealed partial class InitWizard
{
    private const int ShownCharsMax = 60;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly InitSurroundings _machine;
    private InitAnswers _answers;

    /// <summary>Makes one.</summary>
    /// <param name="given">What is known, and not asked for.</param>
    /// <param name="machine">Where the defaults are from.</param>
    /// <param name="input">Answers, one a line.</param>
    /// <param name="output">Questions.</param>
    public InitWizard(InitAnswers given, InitSurroundings machine, TextReader input, TextWriter output) =>
        (_answers, _machine, _input, _output) = (given, machine, input, output);

    /// <summary>Asks.</summary>
    /// <returns>All answers; null when the input ended before.</returns>
    public InitAnswers? Ask()
    {
        _output.WriteLine("Five questions. Enter takes what is in brackets; Ctrl-C leaves everything as it is.");
        return AskLogs() && AskKeywords() && AskRole() && AskDestination() && AskReportTime() ? _answers : null;
    }

    /// <summary>The paths in an answer, divided by commas, or by blanks before a path from the root; from the root on.</summary>
    public static IReadOnlyList<string> PathsOf(string text, InitSurroundings machine) =>
    [
        .. PathBorder().Split(text).Select(path => path.Trim()).Where(path => path.Length > 0)
            .Select(path => path.StartsWith("~/", StringComparison.Ordinal) ? Path.Join(machine.Home, path[2..]) : path)
            .Select(path => Path.GetFullPath(path, machine.Folder)).Distinct(),
    ];

    private bool AskLogs() => _answers.Logs is not null || Ask(
        "1. Which logs? Files, globs or folders (their *.log), divided by commas; none for none.",
        string.Join(", ", _machine.DefaultLogs),
        text => text == "none" ? _answers with { Logs = [] }
            : PathsOf(text, _machine) is { Count: > 0 } paths ? _answers with { Logs = paths } : null,
        "write a path, or none");

    private bool AskKeywords() => _answers.Keywords is not null || _answers.Logs is { Count: 0 } || Ask(
        "2. Which texts make a line worth an alert? Upper and lower case differ; divided by commas.",
        string.Join(", ", DefaultKeywords.All),
        text => _answers with { Keywords = [.. text.Split(',').Select(word => word.Trim()).Where(word => word.Length > 0).Distinct()] });

    private bool AskRole()
    {
        var isAnswered = _answers.Role is not null || Ask(
            "3. Is this machine alone, the first server of several, or another node of those?  alone, server, node",
            "alone",
            text => text.ToLowerInvariant() switch
            {
                "alone" or "1" => _answers with { Role = InitRole.Alone },
                "server" or "2" => _answers with { Role = InitRole.Server },
                "node" or "3" => _answers with { Role = InitRole.Node },
                _ => null,
            },
            "write alone, server or node");
        if (!isAnswered || _answers.Role != InitRole.Node)
            return isAnswered;
        return (_answers.Redis is not null || Ask(
                "   The address of the servers' Redis, HOST:PORT; 'dachshund init' on the first server said it.", "",
                text => text.Length == 0 ? null : _answers with { Redis = text }, "for example 10.0.0.5:6379"))
            && (_answers.RedisPassword is not null || Ask(
                "   Its password; on the server in the file redis-password beside the configuration.", "",
                text => _answers with { RedisPassword = text }));
    }

    private bool AskDestination()
    {
        if (_answers.HasDestination)
            return true;
        var place = "";
        return Ask(
                "4. Where do alerts go?  dingtalk, wxpusher (WeChat), terminal (this one only, or the service's journal)",
                "terminal",
                text => (place = text.ToLowerInvariant()) switch
                {
                    "dingtalk" or "1" or "wxpusher" or "2" => _answers,
                    "terminal" or "3" => _answers with { TerminalOnly = true },
                    _ => null,
                },
                "write dingtalk, wxpusher or terminal")
            && place switch
            {
                "dingtalk" or "1" => AskDingTalk(),
                "wxpusher" or "2" => AskWxPusher(),
                _ => true,
            };
    }

    private bool AskDingTalk() =>
        Ask("   The robot's webhook, the whole URL.", "", text => _answers with { DingTalkUrl = text })
        && (_answers.DingTalkSecret is not null || Ask(
            "   Its secret, SEC...; Enter if it doesn't sign.", "", text => _answers with { DingTalkSecret = text }));

    private bool AskWxPusher()
    {
        var token = "";
        return Ask(
                "   The application's token, AT_...", "",
                text => (token = text).Length > 0 ? _answers : null,
                "wxpusher.zjiecode.com/admin has it")
            && Ask(
                "   Who gets the messages? UID_..., divided by commas.", "",
                text => _answers with
                {
                    WxPusherToken = token,
                    WxPusherUids = [.. text.Split(',').Select(uid => uid.Trim()).Where(uid => uid.Length > 0)],
                });
    }

    private bool AskReportTime() => _answers.ReportTime is not null || _answers.Role == InitRole.Node || Ask(
        "5. When does the daily report come? HH:mm", InitDraft.DefaultReportTime, text => _answers with { ReportTime = text });

    /// <summary>Asks until an answer will do.</summary>
    /// <param name="question">The question, one line.</param>
    /// <param name="byDefault">What Enter stands for.</param>
    /// <param name="take">The answers with this one; null when it is none of those that there are.</param>
    /// <param name="help">What to write then.</param>
    /// <returns>False when the input ended.</returns>
    private bool Ask(string question, string byDefault, Func<string, InitAnswers?> take, string help = "")
    {
        _output.WriteLine();
        _output.WriteLine(question);
        while (true)
        {
            _output.Write(byDefault.Length > 0 ? $"   [{Shown(byDefault)}] > " : "   > ");
            _output.Flush();
            if (_input.ReadLine() is not { } line)
                return false;
            var text = line.Trim() is { Length: > 0 } written ? written : byDefault;
            if (Refusal(text, take, help, out var taken) is not { } refusal)
            {
                _answers = taken;
                return true;
            }

            _output.WriteLine($"   {SafeLine.Of(refusal)}");
        }
    }

    private string? Refusal(string text, Func<string, InitAnswers?> take, string help, out InitAnswers taken)
    {
        taken = _answers;
        if (text.Any(char.IsControl))
            return "there is a control character in it; write it by hand";
        if (take(text) is not { } answers)
            return help;
        taken = answers;
        return InitDraft.Problem(answers, _machine);
    }

    private static string Shown(string text) => text.Length <= ShownCharsMax ? text : $"{text[..ShownCharsMax]}...";

    [GeneratedRegex(@",|\s+(?=[/~])")]
    private static partial Regex PathBorder();
}
