using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dachshund.NodeHost.Drafting;
using Dachshund.NodeHost.Hosting;

namespace Dachshund.NodeHost.Watching;

/// <summary>Turns the arguments of <c>watch</c> into the configuration that they stand for, and names its state.</summary>
internal static class WatchConfiguration
{
    /// <summary>The configuration as HOCON; <c>--set</c> goes over it.</summary>
    public static string Render(WatchArguments arguments, string nodeName, string dataDirectory)
    {
        var text = new StringBuilder();
        Line($"dachshund {{");
        Line($"  node {{ name = {HoconLiteral.Of(nodeName)}, data-dir = {HoconLiteral.Of(dataDirectory)} }}");
        Line($"  inputs.watch {{");
        Line($"    paths = {HoconLiteral.Of(arguments.Paths)}");
        Line($"    keywords = {HoconLiteral.Of(arguments.Rule.Keywords)}");
        Line($"    regex = {HoconLiteral.Of(arguments.Rule.Regex)}");
        Line($"    exclude = {HoconLiteral.Of(arguments.Rule.Exclude)}");
        Line($"    ignore-case = {(arguments.Rule.IgnoreCase ? "true" : "false")}");
        Line($"    from = {(arguments.FromBeginning ? "beginning" : "end")}");
        Line($"  }}");
        Line($"  channels.terminal {{ type = terminal, lines = 20, group-interval = 1s }}");
        if (arguments.DingTalkUrl is { } url)
            Line($"  channels.dingtalk {{ type = dingtalk, webhook = {HoconLiteral.Of(url)}{Secret("secret", arguments.DingTalkSecret)} }}");
        if (arguments.WxPusherToken is { } token)
            Line($"  channels.wxpusher {{ type = wxpusher{Secret("app-token", token)}, uids = {HoconLiteral.Of(arguments.WxPusherUids)} }}");
        Line($"  alerting.group-wait = 0s");
        Line($"}}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>
    /// Names what this command watches: the same paths, rules and start give the same name, so that the command goes on where
    /// it was, and another command starts anew.
    /// </summary>
    public static string Hash(WatchArguments arguments)
    {
        var text = string.Join('\0', [
            .. arguments.Paths, "keywords", .. arguments.Rule.Keywords, "regex", .. arguments.Rule.Regex,
            "exclude", .. arguments.Rule.Exclude, arguments.Rule.IgnoreCase ? "i" : "", arguments.FromBeginning ? "beginning" : "end"]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    /// <summary>Where the state of such a command lives: <c>$XDG_STATE_HOME/dachshund/watch-HASH</c>.</summary>
    public static string StateFolder(string hash, Func<string, string?> environment)
    {
        var home = environment("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)
            ? state
            : Path.Combine(environment("HOME") is { Length: > 0 } user ? user : "/var/lib", ".local", "state");
        return Path.Combine(home, "dachshund", "watch-" + hash);
    }

    /// <summary>The node is named after the machine and the hash.</summary>
    public static string NameOf(string machine, string hash) => $"{NodeName.Of(machine, 40)}-{hash}";

    private static string Secret(string key, string? value) => value is null ? "" : $", {key} = {HoconLiteral.Of(value)}";
}
