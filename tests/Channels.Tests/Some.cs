using System.Globalization;
using System.Text;
using Dachshund.Channels.DingTalk;
using Dachshund.Channels.WxPusher;
using Dachshund.TestKit;
using Microsoft.Extensions.Logging;

namespace Dachshund.Channels.Tests;

/// <summary>Things to test with.</summary>
internal static class Some
{
    public const string Token = "5f1c9e0d7ab34c6f8812d0e94b7a6c35tokentokentokentokentokentoken99";
    public const string Secret = "SECdachshund0000000000000000000000000000000000000000000000000000";
    public const string AppToken = "AT_madeUpApplicationToken0123456789";
    public const string Spt = "SPT_madeUpPersonsPushToken0123456789";

    /// <summary>A moment whose signature with <see cref="Secret"/> holds plus, slash and equals sign.</summary>
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static OutgoingMessage Message(string title = "disk full on db-3", string body = "### disk full on db-3\n\n97 % used") =>
        new("d-1", title, body);

    public static ChannelEnvironment Environment(TimeProvider? time = null, ILoggerFactory? loggers = null) =>
        new(time ?? TimeProvider.System, loggers ?? new CollectingLoggerFactory());

    public static DingTalkChannel DingTalk(DingTalkOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null) =>
        new(options, Environment(time, loggers));

    public static WxPusherChannel WxPusher(WxPusherOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null) =>
        new(options, Environment(time, loggers));

    /// <summary>A string of so many different characters: Chinese, emoji, quotes, marks.</summary>
    public static string Text(int runes)
    {
        string[] pieces = ["磁", "盘", "🐕", "\"", "\\", "a", "é", "\n", "*", "\u2028"];
        var text = new StringBuilder();
        for (var index = 0; index < runes; index++) text.Append(pieces[index % pieces.Length]);
        return text.Append(CultureInfo.InvariantCulture, $"{runes}").ToString();
    }
}
