using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Dachshund.Alerting.Routing;

/// <summary>The id of the group that a notice belongs to: 16 hex digits, the same on every server and in every version.</summary>
internal static class GroupKey
{
    // The two kinds tell of hosts, whatever they are grouped by: hosts lost together are one message.
    private static readonly ImmutableArray<string> NotForPresence = ["host", "input", "rule", "template"];

    public static string Of(RouteEntry route, Notice notice)
    {
        var presence = NoticeKinds.IsPresence(notice.Kind);
        var text = new StringBuilder("normal\n").Append(route.Id).Append('\n').Append(notice.Kind);
        foreach (var label in route.GroupBy)
            if (!presence || !NotForPresence.Contains(label))
                Append(text, label, LabelSet.Get(notice, label));
        return Hash(text.ToString());
    }

    public static string OfOther(RouteEntry route, string kind) => Hash($"other\n{route.Id}\n{kind}");

    public static string OfDigest(string channel) => Hash($"digest\n{channel}");

    public static string OfSilence(string silence, string channel) => Hash($"silence\n{silence}\n{channel}");

    /// <summary>What makes notices the same problem on the same host.</summary>
    public static string OfProblem(Notice notice)
    {
        var text = new StringBuilder("problem\n");
        if (NoticeKinds.IsPresence(notice.Kind))
            return Hash(text.Append("presence\n").Append(notice.Host).ToString());
        text.Append(notice.Kind);
        foreach (var label in (ReadOnlySpan<string>)["host", "input", "rule"])
            Append(text, label, LabelSet.Get(notice, label));
        // A condition begins and ends under one name; events differ by what they say.
        if (!notice.Ongoing && !notice.Over && !NoticeKinds.IsCondition(notice.Kind))
            Append(text, "template", LabelSet.Get(notice, "template"));
        return Hash(text.ToString());
    }

    // Lengths keep two labels from running into each other, whatever is in their values.
    private static void Append(StringBuilder text, string label, string value) =>
        text.Append('\n').Append(label.Length).Append(':').Append(label)
            .Append(value.Length).Append(':').Append(value);

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
