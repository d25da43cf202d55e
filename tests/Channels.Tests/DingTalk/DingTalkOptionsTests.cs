using Dachshund.Channels.DingTalk;
using Dachshund.Channels.Text;

namespace Dachshund.Channels.Tests.DingTalk;

/// <summary>Options that cannot work, and what the traits say of those that can.</summary>
public sealed class DingTalkOptionsTests
{
    private const string Webhook = "https://oapi.dingtalk.com/robot/send?access_token=" + Some.Token;

    public static TheoryData<string, DingTalkOptions> Wrong => new()
    {
        { "webhook", new DingTalkOptions() },
        { "webhook", new DingTalkOptions { Webhook = Some.Token } },
        { "webhook", new DingTalkOptions { Webhook = "ftp://x.example/?access_token=" + Some.Token } },
        { "webhook", new DingTalkOptions { Webhook = "https://oapi.dingtalk.com/robot/send?token=" + Some.Token } },
        { "webhook", new DingTalkOptions { Webhook = "https://oapi.dingtalk.com/robot/send?access_token=" } },
        { "base-url", new DingTalkOptions { Webhook = Webhook, BaseUrl = Some.Token } },
        { "proxy", new DingTalkOptions { Webhook = Webhook, Proxy = Some.Token } },
        { "proxy", new DingTalkOptions { Webhook = Webhook, Proxy = "ftp://" + Some.Token } },
        { "timeout", new DingTalkOptions { Webhook = Webhook, Timeout = TimeSpan.Zero } },
        { "timeout", new DingTalkOptions { Webhook = Webhook, Timeout = TimeSpan.FromHours(1) } },
        { "keywords", new DingTalkOptions { Webhook = Webhook, Keywords = [.. Enumerable.Repeat("k", 11)] } },
        { "keywords", new DingTalkOptions { Webhook = Webhook, Keywords = [" "] } },
        { "keywords", new DingTalkOptions { Webhook = Webhook, Keywords = [new string('k', 51)] } },
        { "at-mobiles", new DingTalkOptions { Webhook = Webhook, AtMobiles = [.. Enumerable.Repeat("1", 101)] } },
        { "at-user-ids", new DingTalkOptions { Webhook = Webhook, AtUserIds = [""] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_that_cannot_work_are_refused_by_key_and_without_secrets(string key, DingTalkOptions options)
    {
        var problem = Assert.Throws<ChannelConfigException>(() => Some.DingTalk(options with { Secret = Some.Secret }));

        Assert.Equal(key, problem.Key);
        Assert.StartsWith($"dingtalk channel: {key} ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Token[..8], problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Some.Secret[..8], problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Traits_tell_budget_form_and_timeout()
    {
        var traits = Some.DingTalk(new DingTalkOptions { Webhook = Webhook, Timeout = TimeSpan.FromSeconds(3) }).Traits;

        Assert.Equal(("dingtalk", BodyFormat.DingTalkMarkdown), (traits.Type, traits.Format));
        Assert.Equal((20, TimeSpan.FromSeconds(60)), (traits.BudgetMessages, traits.BudgetWindow));
        Assert.Equal(TimeSpan.FromSeconds(3), traits.Timeout);
        Assert.Equal(
            BodyFormat.Plain,
            Some.DingTalk(new DingTalkOptions { Webhook = Webhook, MessageType = DingTalkMessageType.Text }).Traits.Format);
    }

    [Fact]
    public void Channels_of_one_robot_share_a_budget_key_that_does_not_tell_the_token()
    {
        var first = Some.DingTalk(new DingTalkOptions { Webhook = Webhook }).Traits.BudgetKey;
        var same = Some.DingTalk(new DingTalkOptions { Webhook = Webhook + "&sign=x", BaseUrl = "http://127.0.0.1:1" }).Traits.BudgetKey;
        var other = Some.DingTalk(new DingTalkOptions { Webhook = Webhook + "x" }).Traits.BudgetKey;

        Assert.Matches("^[0-9a-f]{16}$", first);
        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, BudgetKeys.Of("wxpusher", Some.Token));
    }

    [Fact]
    public void Options_print_no_secret() =>
        Assert.Equal("DingTalkOptions", new DingTalkOptions { Webhook = Webhook, Secret = Some.Secret }.ToString());
}
