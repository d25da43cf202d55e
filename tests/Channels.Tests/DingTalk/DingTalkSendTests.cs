using Dachshund.Channels.DingTalk;
using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.DingTalk;

/// <summary>Messages to a robot that works.</summary>
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
    }
}
