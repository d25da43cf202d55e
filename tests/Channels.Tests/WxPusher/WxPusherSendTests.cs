using System.Text;
using System.Text.Json;
using Dachshund.Channels.WxPusher;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.WxPusher;

/// <summary>What a message holds when it reaches WxPusher.</summary>
public sealed class WxPusherSendTests
{
    [Fact]
    public async Task A_message_reaches_all_users_and_topics_in_one_call()
    {
        var options = new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a", "UID_b", "UID_a"], TopicIds = [101] };

        var message = await AcceptedAsync(options, Some.Message() with { Link = "https://d.example/i/7" });

        Assert.Equal(["UID_a", "UID_b", "101"], message.Targets);
        Assert.Equal(("disk full on db-3", "### disk full on db-3\n\n97 % used"), (message.Title, message.Text));
        Assert.Equal(
            """{"appToken":"AT_madeUpApplicationToken0123456789","content":"### disk full on db-3\n\n97 % """
            + """used","summary":"disk full on db-3","contentType":3,"uids":["UID_a","UID_b"]"""
            + ""","topicIds":[101],"url":"https://d.example/i/7"}""",
            message.Json);
    }

    [Fact]
    public async Task A_persons_own_push_token_stands_for_application_and_targets()
    {
        var message = await AcceptedAsync(
            new WxPusherOptions { Spt = Some.Spt, ContentType = WxPusherContentType.Text }, Some.Message("disk full", "97 %"));

        Assert.Equal(
            """{"spt":"SPT_madeUpPersonsPushToken0123456789","content":"disk full\n97 %","summary":"disk full","contentType":1}""",
            message.Json);
    }

    [Theory]
    [InlineData(WxPusherContentType.Text, "a<b", "full", "a<b\nfull")]
    [InlineData(WxPusherContentType.Text, "a<b", "a<b: full", "a<b: full")]
    [InlineData(WxPusherContentType.Html, "a<b", "<p>full</p>", "<h3>a&lt;b</h3>\n<p>full</p>")]
    [InlineData(WxPusherContentType.Html, "a<b", "<h2>x</h2>", "<h2>x</h2>")]
    [InlineData(WxPusherContentType.Markdown, "a_b", "full", "### a\\_b\n\nfull")]
    [InlineData(WxPusherContentType.Markdown, "a_b", "# x", "# x")]
    public async Task The_title_stands_over_the_content_in_its_markup(
        WxPusherContentType type, string title, string body, string content)
    {
        var options = new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"], ContentType = type };

        var message = await AcceptedAsync(options, Some.Message(title, body));

        Assert.Equal((title, content), (message.Title, message.Text));
        Assert.Contains($"\"contentType\":{(int)type}", message.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", 200_000)]
    [InlineData("磁", 50_000)]
    [InlineData("🐕", 60_000)]
    [InlineData("\"&<>'", 60_000)]
    [InlineData("a\n", 60_000)]
    public async Task A_content_that_is_too_long_is_cut_between_two_characters(string piece, int times)
    {
        var body = "# x " + string.Concat(Enumerable.Repeat(piece, times));

        var message = await AcceptedAsync(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"] }, Some.Message(body: body));

        Assert.InRange(message.Text.Length, 10_000, 40_000);
        Assert.InRange(Encoding.UTF8.GetByteCount(Html(message.Text)), 10_000, 65_535);
        Assert.EndsWith("…", message.Text, StringComparison.Ordinal);
        Assert.StartsWith(message.Text[..^1], body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("&")]
    [InlineData("'")]
    [InlineData("\n")]
    [InlineData("磁")]
    public async Task A_body_of_just_the_traits_bytes_goes_out_whole(string character)
    {
        var options = new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"] };
        var size = JsonEncodedText.Encode(character, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .EncodedUtf8Bytes.Length;
        var body = string.Concat(Enumerable.Repeat(character, Some.WxPusher(options).Traits.BodyBytesMax / size));

        var message = await AcceptedAsync(options, Some.Message(new string('&', 300), body));

        Assert.EndsWith(body, message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_summary_is_cut_and_a_long_link_left_out()
    {
        var message = await AcceptedAsync(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"] },
            Some.Message(new string('x', 150)) with { Link = "https://d.example/" + new string('y', 400) });

        Assert.Equal(new string('x', 99) + "…", message.Title);
        Assert.DoesNotContain("url", message.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_for_some_targets_reaches_only_those()
    {
        var options = new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a", "UID_b"], TopicIds = [101, 102] };

        var message = await AcceptedAsync(options, Some.Message() with { Targets = ["102", "UID_b", "UID_gone"] });

        Assert.Equal(["UID_b", "102"], message.Targets);
    }

    [Fact]
    public async Task An_attempt_for_targets_that_are_not_configured_any_more_makes_no_call()
    {
        await using var server = await FakeWxPusher.StartAsync();
        await using var channel = Some.WxPusher(
            new WxPusherOptions { AppToken = Some.AppToken, Uids = ["UID_a"], BaseUrl = server.Url(Some.AppToken) });

        var result = await channel.SendAsync(Some.Message() with { Targets = ["UID_gone"] }, default);

        Assert.Equal(SendOutcome.PermanentConfig, result.Outcome);
        Assert.Equal(0, server.Calls);
    }

    [Fact]
    public async Task Two_thousand_users_are_one_call()
    {
        var options = new WxPusherOptions
        {
            AppToken = Some.AppToken, Uids = [.. Enumerable.Range(0, 2000).Select(static number => $"UID_{number:000000000000}")],
        };

        var message = await AcceptedAsync(options, Some.Message());

        Assert.Equal(2000, message.Targets.Count);
    }

    // What a converter may make of it: entities, and an element for each line.
    private static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal)
        .Replace("\n", "<p></p>\n", StringComparison.Ordinal);

    private static async Task<FakeMessage> AcceptedAsync(WxPusherOptions options, OutgoingMessage message)
    {
        await using var server = await FakeWxPusher.StartAsync();
        var token = options.Spt.Length > 0 ? options.Spt : options.AppToken;
        await using var channel = Some.WxPusher(options with { BaseUrl = server.Url(token) });
        var result = await channel.SendAsync(message, default);
        Assert.Equal((SendOutcome.Ok, ""), (result.Outcome, result.Reason));
        return Assert.Single(server.Accepted);
    }
}
