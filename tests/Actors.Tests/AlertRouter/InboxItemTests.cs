using System.Text;
using Dachshund.Actors.AlertRouter;
using Dachshund.Alerting;

namespace Dachshund.Actors.Tests.AlertRouter;

public sealed class InboxItemTests
{
    private const long Taken = 1_767_322_800_000;
    private readonly AlertBook _book = new(new AlertingOptions(), [], new RenderOptions(MessageLanguage.En, TimeZoneInfo.Utc));

    [Fact]
    public void A_silence_lasts_from_when_Redis_took_the_wish()
    {
        var labels = new Dictionary<string, IReadOnlyList<string>> { ["host"] = ["web-*"] };
        var item = new InboxItem { Silence = new SilenceWish("abc", labels, 7_200_000, "disk swap", "root@hound") };
        InboxItem.Decode(item.Encode()).FoldInto(_book, Taken, 5);
        var silence = Assert.Single(_book.Summary().Silences);
        Assert.Equal((Taken, Taken + 7_200_000, "disk swap", "root@hound"), (silence.SinceMs, silence.UntilMs, silence.Why, silence.By));
        Assert.Equal("host=web-*", Silence.Text(silence.Labels));

        InboxItem.Decode(new InboxItem { EndSilence = "abc" }.Encode()).FoldInto(_book, Taken, 6);
        Assert.Empty(_book.Summary().Silences);
    }

    [Fact]
    public void Of_several_servers_that_say_the_same_of_a_partition_one_counts()
    {
        var stuck = new Notice { Kind = NoticeKinds.Full, Rule = "shard-0", Template = "stuck", Ongoing = true };
        var over = stuck with { Ongoing = false, Over = true };
        foreach (var notice in new[] { over, stuck, stuck, over, over, stuck })
        {
            var item = new InboxItem { Progress = Encoding.UTF8.GetString(notice.ToJson()) };
            InboxItem.Decode(item.Encode()).FoldInto(_book, Taken, 5);
        }

        Assert.Equal(3, Assert.Single(_book.Summary().Alerts).Counted);
        var other = new InboxItem { Progress = Encoding.UTF8.GetString((stuck with { Kind = NoticeKinds.Match }).ToJson()) };
        Assert.Throws<FormatException>(() => other.FoldInto(_book, Taken, 5));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("""{"silence":{"id":"a","durationMs":5,"why":"w","by":"b"}}""")]
    [InlineData("""{"silence":{"id":"a","labels":{},"durationMs":5,"why":"w","by":"b"}}""")]
    [InlineData("""{"silence":{"id":"a","labels":{"host":["a"]},"why":"w","by":"b"}}""")]
    public void What_is_not_whole_is_refused(string body)
    {
        Assert.Throws<FormatException>(() => InboxItem.Decode(Encoding.UTF8.GetBytes(body)).FoldInto(_book, Taken, 5));
        Assert.Empty(_book.Summary().Silences);
    }
}
