using System.Text;
using System.Text.Json;
using Dachshund.Channels.DingTalk;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.DingTalk;

/// <summary>What a message holds when it reaches a robot.</summary>
public sealed class DingTalkSendTests
{
    [Fact]
    public async Task A_message_arrives_with_its_title_and_text()
    {
        await using var server = await FakeDingTalk.StartAsync();
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });

        var result = await channel.SendAsync(Some.Message(), default);

        Assert.Equal(new SendResult(SendOutcome.Ok, null, "", "errcode 0: ok"), result);
        var message = Assert.Single(await server.WaitForAcceptedAsync(1, Some.Deadline));
        Assert.Equal(Some.Token, message.Token);
        Assert.Equal("disk full on db-3", message.Title);
        Assert.Equal("### disk full on db-3\n\n97 % used", message.Text);
        Assert.StartsWith("""{"msgtype":"markdown","markdown":{"title":""", message.Json, StringComparison.Ordinal);
        Assert.EndsWith(""","at":{"atMobiles":[],"atUserIds":[],"isAtAll":false}}""", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_title_becomes_a_heading_where_the_body_has_none()
    {
        var message = await AcceptedAsync(new DingTalkOptions(), Some.Message("db_3 *down* [x]", "no heading"));

        Assert.Equal("db_3 *down* [x]", message.Title);
        Assert.Equal("### db\\_3 \\*down\\* \\[x\\]\n\nno heading", message.Text);
    }

    [Fact]
    public async Task A_text_message_has_title_and_body_as_lines()
    {
        var options = new DingTalkOptions { MessageType = DingTalkMessageType.Text };

        var message = await AcceptedAsync(options, Some.Message("disk full", "97 % used"));

        Assert.Equal("disk full\n97 % used", message.Text);
        Assert.StartsWith("""{"msgtype":"text","text":{"content":"disk full\n97 % used"},"at":""", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_is_one_line_and_never_empty()
    {
        Assert.Equal("a b c", (await AcceptedAsync(new DingTalkOptions(), Some.Message("  a\nb\tc\r\n"))).Title);
        Assert.Equal("d-1", (await AcceptedAsync(new DingTalkOptions(), Some.Message(" "))).Title);
    }

    [Theory]
    [InlineData(DingTalkKeywordIn.Title, DingTalkMessageType.Markdown)]
    [InlineData(DingTalkKeywordIn.Text, DingTalkMessageType.Markdown)]
    [InlineData(DingTalkKeywordIn.Text, DingTalkMessageType.Text)]
    public async Task A_keyword_is_put_into_title_and_text_of_messages_that_lack_it(DingTalkKeywordIn where, DingTalkMessageType type)
    {
        var robot = new DingTalkRobot { Keywords = ["[告警]", "alert"], KeywordIn = where };
        var options = new DingTalkOptions { Keywords = ["[告警]", "alert"], MessageType = type };

        var alert = await AcceptedAsync(options, Some.Message(), robot);
        var recovery = await AcceptedAsync(options, Some.Message("db-3 is up again", "### db-3 is up again\n\nafter 3 min"), robot);

        if (type == DingTalkMessageType.Text)
        {
            Assert.StartsWith("[告警] disk full", alert.Text, StringComparison.Ordinal);
            return;
        }

        Assert.EndsWith("97 % used\n\n[告警]", alert.Text, StringComparison.Ordinal);
        Assert.Equal("[告警] db-3 is up again", recovery.Title);
    }

    [Fact]
    public async Task A_keyword_that_is_there_is_not_repeated()
    {
        var robot = new DingTalkRobot { Keywords = ["告警", "alert"] };
        var options = new DingTalkOptions { Keywords = ["告警", "alert"] };

        var message = await AcceptedAsync(options, Some.Message("alert: disk", "### alert: disk\n\nfull"), robot);

        Assert.Equal(("alert: disk", "### alert: disk\n\nfull"), (message.Title, message.Text));
    }

    [Theory]
    [InlineData(DingTalkMessageType.Markdown, "97 % used\n\n@13800000000 @u042")]
    [InlineData(DingTalkMessageType.Text, "97 % used\n@13800000000 @u042")]
    public async Task Names_are_called_in_the_at_object_and_in_the_text(DingTalkMessageType type, string end)
    {
        var options = new DingTalkOptions { AtMobiles = ["13800000000"], AtUserIds = ["u042"], AtAll = true, MessageType = type };

        var message = await AcceptedAsync(options, Some.Message());

        Assert.Equal(["13800000000", "u042", "all"], message.Targets);
        Assert.EndsWith(end, message.Text, StringComparison.Ordinal);
        Assert.EndsWith(
            ""","at":{"atMobiles":["13800000000"],"atUserIds":["u042"],"isAtAll":true}}""", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_may_call_others_than_the_options_or_nobody()
    {
        var options = new DingTalkOptions { AtMobiles = ["13800000000"], AtAll = true };

        var others = await AcceptedAsync(options, Some.Message() with { Mentions = new Mentions([], ["u7"], false) });
        var nobody = await AcceptedAsync(options, Some.Message() with { Mentions = Mentions.None });

        Assert.Equal(["u7"], others.Targets);
        Assert.Empty(nobody.Targets);
        Assert.DoesNotContain("@", nobody.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_the_text_calls_already_is_not_called_twice()
    {
        var options = new DingTalkOptions { AtMobiles = ["13800000000"] };

        var message = await AcceptedAsync(options, Some.Message(body: "### x\n\n@13800000000 look"));

        Assert.Equal("### x\n\n@13800000000 look", message.Text);
    }

    [Theory]
    [InlineData(6000, DingTalkMessageType.Markdown)]
    [InlineData(6001, DingTalkMessageType.Markdown)]
    [InlineData(6002, DingTalkMessageType.Text)]
    [InlineData(6003, DingTalkMessageType.Markdown)]
    [InlineData(6004, DingTalkMessageType.Text)]
    [InlineData(6005, DingTalkMessageType.Markdown)]
    [InlineData(200_000, DingTalkMessageType.Markdown)]
    public async Task A_body_that_is_too_long_is_cut_between_two_characters(int runes, DingTalkMessageType type)
    {
        var robot = new DingTalkRobot { Keywords = ["告警"], KeywordIn = DingTalkKeywordIn.Text };
        var options = new DingTalkOptions { Keywords = ["告警"], AtMobiles = ["13800000000"], MessageType = type };
        // The body's only keyword stands at its end, where the cut takes it.
        var body = "# x\n" + Some.Text(runes) + "告警";

        var message = await AcceptedAsync(options, Some.Message(Some.Text(90), body), robot);

        var bytes = Encoding.UTF8.GetByteCount(message.Json);
        Assert.InRange(bytes, 19_900, 20_000);
        Assert.DoesNotContain('\uFFFD', message.Text);
        Assert.EndsWith("@13800000000", message.Text, StringComparison.Ordinal);
        var kept = message.Text[message.Text.IndexOf("# x\n", StringComparison.Ordinal)..message.Text.LastIndexOf('…')];
        Assert.StartsWith(kept, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('中')]
    [InlineData('"')]
    [InlineData('\n')]
    public async Task A_body_of_just_the_traits_bytes_goes_out_whole_beside_the_costliest_title(char character)
    {
        var options = new DingTalkOptions { Keywords = ["告警", "[monitoring]"], AtMobiles = ["13800000000"], AtUserIds = ["u042"] };
        var room = Some.DingTalk(options with { Webhook = "https://x.example/?access_token=t" }).Traits.BodyBytesMax;
        var size = JsonEncodedText.Encode(character.ToString(), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .EncodedUtf8Bytes.Length;
        var body = new string(character, room / size);

        var message = await AcceptedAsync(options, Some.Message(new string('\uE000', 300), body));

        Assert.Contains(body, message.Text, StringComparison.Ordinal);
        Assert.InRange(room, 17_000, 20_000);
    }

    [Fact]
    public async Task Chinese_text_is_sent_as_three_bytes_a_character()
    {
        var message = await AcceptedAsync(new DingTalkOptions(), Some.Message("磁盘", "### 磁盘已满"));

        Assert.Contains("磁盘已满", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_characters_and_control_characters_do_no_harm()
    {
        var message = await AcceptedAsync(new DingTalkOptions(), Some.Message("a\ud83d", "### x\0\u001b[31m\udc15\r\nz"));

        Assert.Equal(("a\uFFFD", "### x  [31m\uFFFD\nz"), (message.Title, message.Text));
    }

    [Fact]
    public async Task Names_that_leave_no_room_are_a_permanent_outcome_and_no_call()
    {
        await using var server = await FakeDingTalk.StartAsync();
        await using var channel = Some.DingTalk(new DingTalkOptions { Webhook = server.Url(Some.Token) });
        var mentions = new Mentions([.. Enumerable.Range(0, 1000).Select(static number => $"1380000{number:0000}")], [], false);

        var result = await channel.SendAsync(Some.Message() with { Mentions = mentions }, default);

        Assert.Equal(SendOutcome.PermanentMessage, result.Outcome);
        Assert.Equal(0, server.Calls);
    }

    private static async Task<FakeMessage> AcceptedAsync(
        DingTalkOptions options, OutgoingMessage message, DingTalkRobot? robot = null)
    {
        await using var server = await FakeDingTalk.StartAsync();
        server.AddRobot(Some.Token, robot ?? new DingTalkRobot());
        await using var channel = Some.DingTalk(options with { Webhook = server.Url(Some.Token) });
        var result = await channel.SendAsync(message, default);
        Assert.Equal((SendOutcome.Ok, ""), (result.Outcome, result.Reason));
        return Assert.Single(server.Accepted);
    }
}
