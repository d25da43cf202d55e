using System.Text.RegularExpressions;

namespace Dachshund.Cluster.Tests;

/// <summary>The links of a message, as DingTalk unwraps them before it hands them to the phone's browser.</summary>
internal static partial class MessageLinks
{
    /// <summary>All of them, in their order.</summary>
    public static string[] Of(string message) =>
        [.. Link().Matches(message).Select(match => Uri.UnescapeDataString(match.Groups[1].Value))];

    /// <summary>The token of a link.</summary>
    public static string TokenOf(string link) => new Uri(link).AbsolutePath["/l/".Length..];

    [GeneratedRegex(@"dingtalk://dingtalkclient/page/link\?url=([^&)]+)&pc_slide=false")]
    private static partial Regex Link();
}
