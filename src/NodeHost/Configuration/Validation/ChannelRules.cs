using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>channels { }</c>. No message here shows a value: most are secrets.</summary>
internal static class ChannelRules
{
    private const int DingTalkMessagesPerMinute = 20;

    public static void Check(DachshundConfiguration value, HoconPoint at, Findings findings)
    {
        NameRules.CheckKeys(value.Channels.Keys, at, findings);
        foreach (var (name, channel) in value.Channels)
        {
            if (channel is HttpChannelConfiguration http)
                CheckHttp(http, at.Field(name), findings);
            if (channel is DingTalkConfiguration dingTalk)
                CheckDingTalk(dingTalk, at.Field(name), findings);
            if (channel is WxPusherConfiguration wxPusher)
                CheckWxPusher(wxPusher, at.Field(name), findings);
        }

        if (value.Channels.Count == 0 && value.Node.Roles.Contains(NodeRole.Server))
            findings.Warn(at, "there are no channels: nobody is told of anything");
    }

    private static void CheckHttp(HttpChannelConfiguration channel, HoconPoint at, Findings findings)
    {
        if (channel.BaseUrl.Length > 0)
            AddressRules.CheckUrl(channel.BaseUrl, at.Field("base-url"), findings);
        AddressRules.CheckProxy(channel.Proxy, at.Field("proxy"), findings);
    }

    private static void CheckDingTalk(DingTalkConfiguration channel, HoconPoint at, Findings findings)
    {
        if (at.Field("webhook").IsSet && AddressRules.CheckUrl(channel.Webhook, at.Field("webhook"), findings)
            && !HasToken(channel.Webhook))
            findings.Error(at.Field("webhook"), "has no access_token; copy the whole URL from the robot's settings");
        CheckCount(channel.Keywords, 10, at.Field("keywords"), findings);
        CheckCount(channel.AtMobiles, 100, at.Field("at-mobiles"), findings);
        CheckCount(channel.AtUserIds, 100, at.Field("at-user-ids"), findings);
        if (channel.Budget > DingTalkMessagesPerMinute)
            findings.Warn(at.Field("budget"), $"over {DingTalkMessagesPerMinute} messages a minute DingTalk stops the robot for ten minutes");
    }

    private static bool HasToken(string webhook) => new Uri(webhook).Query.TrimStart('?').Split('&')
        .Any(static parameter => parameter.StartsWith("access_token=", StringComparison.Ordinal) && !parameter.EndsWith('='));

    private static void CheckWxPusher(WxPusherConfiguration channel, HoconPoint at, Findings findings)
    {
        CheckCount(channel.Uids, 2000, at.Field("uids"), findings);
        if (channel.TopicIds.Count > 5)
            findings.Error(at.Field("topic-ids"), "has more than 5 topics");
        if (channel.Spt.Length > 0)
        {
            if (channel.AppToken.Length > 0 || channel.Uids.Count > 0 || channel.TopicIds.Count > 0)
                findings.Warn(at.Field("spt"), "is used alone; app-token, uids and topic-ids have no effect");
            return;
        }

        if (channel.AppToken.Length == 0)
            findings.Error(at, "needs app-token with uids or topic-ids, or spt");
        else if (channel.Uids.Count == 0 && channel.TopicIds.Count == 0)
            findings.Error(at, "reaches nobody: it needs uids or topic-ids");
    }

    private static void CheckCount(IReadOnlyList<string> items, int most, HoconPoint at, Findings findings)
    {
        if (items.Count > most)
            findings.Error(at, $"has {items.Count} entries; at most {most} are allowed");
        for (var i = 0; i < items.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(items[i]))
                findings.Error(at.Item(i), "is empty");
        }
    }
}
