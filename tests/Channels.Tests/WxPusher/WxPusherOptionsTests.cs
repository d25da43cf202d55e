using Dachshund.Channels.WxPusher;

namespace Dachshund.Channels.Tests.WxPusher;

/// <summary>Options that cannot work, and what the traits say of those that can.</summary>
public sealed class WxPusherOptionsTests
{
    private static readonly WxPusherOptions s_good = new() { AppToken = Some.AppToken, Uids = ["UID_a"] };

    public static TheoryData<string, WxPusherOptions> Wrong => new()
    {
        { "app-token", new WxPusherOptions() },
        { "app-token", new WxPusherOptions { Uids = ["UID_a"] } },
        { "uids", new WxPusherOptions { AppToken = Some.AppToken } },
        { "uids", s_good with { Uids = [.. Enumerable.Range(0, 2001).Select(static number => $"UID_{number}")] } },
        { "uids", s_good with { Uids = [" "] } },
        { "topic-ids", s_good with { TopicIds = [1, 2, 3, 4, 5, 6] } },
        { "spt", s_good with { Spt = Some.Spt } },
        { "base-url", s_good with { BaseUrl = Some.AppToken } },
        { "proxy", s_good with { Proxy = Some.AppToken } },
        { "timeout", s_good with { Timeout = TimeSpan.FromSeconds(-1) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_that_cannot_work_are_refused_by_key_and_without_secrets(string key, WxPusherOptions options)
    {
        var problem = Assert.Throws<ChannelConfigException>(() => Some.WxPusher(options));

        Assert.Equal(key, problem.Key);
        Assert.DoesNotContain("madeUp", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WxPusherContentType.Text, BodyFormat.Plain)]
    [InlineData(WxPusherContentType.Html, BodyFormat.Html)]
    [InlineData(WxPusherContentType.Markdown, BodyFormat.Markdown)]
    public void Traits_tell_budget_and_form(WxPusherContentType type, BodyFormat format)
    {
        var traits = Some.WxPusher(s_good with { ContentType = type }).Traits;

        Assert.Equal(("wxpusher", format), (traits.Type, traits.Format));
        Assert.Equal((20, TimeSpan.FromSeconds(10)), (traits.BudgetMessages, traits.BudgetWindow));
        Assert.Equal(TimeSpan.FromSeconds(10), traits.Timeout);
        Assert.Matches("^[0-9a-f]{16}$", traits.BudgetKey);
    }

    [Fact]
    public void Channels_of_one_application_share_a_budget_key()
    {
        var key = Some.WxPusher(s_good).Traits.BudgetKey;

        Assert.Equal(key, Some.WxPusher(s_good with { Uids = ["UID_z"] }).Traits.BudgetKey);
        Assert.NotEqual(key, Some.WxPusher(s_good with { AppToken = Some.AppToken + "x" }).Traits.BudgetKey);
    }

    [Fact]
    public void Options_print_no_secret() => Assert.Equal("WxPusherOptions", s_good.ToString());
}
