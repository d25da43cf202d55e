namespace Dachshund.Alerting.Tests.Rendering;

public sealed class OutageTests
{
    private static readonly Outage s_outage = new("hound", Some.Start, Some.Start + (12 * 60_000));

    [Theory]
    [InlineData(MessageLanguage.En, "[CRITICAL] Redis is away: hound", "no answer since 03:00:00, for 12 min", "nothing is lost")]
    [InlineData(MessageLanguage.Zh, "[严重] Redis 不可用: hound", "自 03:00:00 起无应答，已 12 分钟", "就不会丢失")]
    [InlineData(MessageLanguage.Both, "Redis 不可用 / Redis is away: hound", "for 12 分钟 / 12 min", "就不会丢失")]
    public void Its_start_says_who_since_when_and_what_it_means(MessageLanguage language, string title, string since, string meaning)
    {
        foreach (var format in Enum.GetValues<MessageFormat>())
        {
            var message = new OutageWriter(Some.Render(language)).Away(Some.Channel(format: format), s_outage, mayRepeat: false);
            Assert.EndsWith(title, message.Title, StringComparison.Ordinal);
            Assert.Contains(since, message.Body, StringComparison.Ordinal);
            Assert.Contains(meaning, message.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Its_end_says_how_long_it_was_as_far_as_that_is_known()
    {
        var writer = new OutageWriter(Some.Render());
        Assert.Contains("for 12 min  ", writer.Back(Some.Channel(), s_outage, false).Body, StringComparison.Ordinal);
        Assert.Contains("for 12 min at most", writer.Back(Some.Channel(), s_outage with { IsExact = false }, false).Body, StringComparison.Ordinal);
        Assert.Contains("for 45 s", writer.Back(Some.Channel(), s_outage with { NowMs = Some.Start + 45_000 }, false).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void It_carries_the_channels_keyword_and_the_mark_of_a_repeat()
    {
        var channel = Some.Channel() with { RequiredKeywords = ["猎犬"] };
        var message = new OutageWriter(Some.Render()).Away(channel, s_outage, mayRepeat: true);
        Assert.StartsWith("猎犬 [CRITICAL]", message.Title, StringComparison.Ordinal);
        Assert.Contains("猎犬", message.Body, StringComparison.Ordinal);
        Assert.Contains("may be a repeat", message.Title, StringComparison.Ordinal);
    }
}
