using Dachshund.TestKit.Channels;

namespace Dachshund.Channels.Tests.Fakes;

/// <summary>The fake checks what the real one checks, called by a bare client.</summary>
public sealed class FakeWxPusherTests
{
    private static readonly string s_longText = new('x', 40_001);
    private static readonly string s_manyBytes = new('磁', 21_846);

    public static TheoryData<string, int> Bodies => new()
    {
        { "{", 1005 },
        { """{"appToken":"AT_a","content":"x","uids":"UID_a"}""", 1005 },
        { """{"appToken":"AT_a","content":"x","topicIds":["1"]}""", 1005 },
        { """{"appToken":"AT_a","content":5,"uids":["UID_a"]}""", 1005 },
        { """{"content":"x","uids":["UID_a"]}""", 1001 },
        { """{"appToken":"AT_unknown","content":"x","uids":["UID_a"]}""", 1001 },
        { """{"appToken":"AT_a","uids":["UID_a"]}""", 1001 },
        { $$"""{"appToken":"AT_a","content":"{{s_longText}}","uids":["UID_a"]}""", 1001 },
        { $$"""{"appToken":"AT_a","content":"{{s_manyBytes}}","uids":["UID_a"]}""", 1001 },
        { $$"""{"appToken":"AT_a","content":"x","summary":"{{s_longText[..101]}}","uids":["UID_a"]}""", 1001 },
        { $$"""{"appToken":"AT_a","content":"x","url":"{{s_longText[..1001]}}","uids":["UID_a"]}""", 1001 },
        { """{"appToken":"AT_a","content":"x","contentType":4,"uids":["UID_a"]}""", 1001 },
        { """{"appToken":"AT_a","content":"x"}""", 1001 },
        { """{"appToken":"AT_a","content":"x","topicIds":[1,2,3,4,5,6]}""", 1001 },
        { """{"appToken":"AT_a","content":"x","uids":["UID_a"]}""", 1000 },
        { """{"appToken":"AT_a","content":"x","topicIds":[1],"verifyPayType":0,"contentType":3,"summary":"s","url":"u"}""", 1000 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_call_is_checked(string body, int code)
    {
        await using var server = await FakeWxPusher.StartAsync();

        Assert.Equal(code, await FakeDingTalkTests.CodeAsync(server.Url("AT_a") + "/api/send/message", body, "code"));
        Assert.Equal(code == 1000 ? 1 : 0, server.Accepted.Count);
    }

    [Theory]
    [InlineData("""{"spt":"SPT_a","content":"x"}""", 1000)]
    [InlineData("""{"sptList":["SPT_a","SPT_a"],"content":"x"}""", 1000)]
    [InlineData("""{"spt":"SPT_unknown","content":"x"}""", 1001)]
    [InlineData("""{"content":"x"}""", 1001)]
    [InlineData("""{"sptList":["1","2","3","4","5","6","7","8","9","10","11"],"content":"x"}""", 1001)]
    public async Task A_simple_push_is_checked(string body, int code)
    {
        await using var server = await FakeWxPusher.StartAsync();

        Assert.Equal(code, await FakeDingTalkTests.CodeAsync(server.Url("SPT_a") + "/api/send/message/simple-push", body, "code"));
    }
}
