namespace Dachshund.Context.Tests.Redaction;

public sealed class NumberSetTests
{
    [Theory]
    [InlineData("card 4111111111111111 declined", "card * declined")]
    [InlineData("4111 1111 1111 1111", "*")]
    [InlineData("4111-1111-1111-1111.", "*.")]
    [InlineData("2026 4111 1111 1111 1111", "2026 *")]
    [InlineData("5555555555554444,2221000000000009", "*,*")]
    [InlineData("3782 822463 10005", "*")]
    [InlineData("30569309025904", "*")]
    [InlineData("6222 0212 3456 7890 128", "*")]
    [InlineData("卡号6200000000000005。", "卡号*。")]
    [InlineData("pan=6011000990139424;", "pan=*;")]
    public void Card_number_is_replaced(string text, string expected) =>
        Assert.Equal(expected.Replace("*", "[redacted: cards]", StringComparison.Ordinal), RedactorTests.Make([], "cards").Redact(text));

    [Theory]
    [InlineData("4111111111111112")] // a wrong check digit
    [InlineData("41111111111111111111111")] // too long, and right in its beginning
    [InlineData("a4111111111111111 4111111111111111b id_4111111111111111")]
    [InlineData("0.4111111111111111")]
    [InlineData("9111111111111110 1767225600000000009")] // an issuer that isn't, a time in nanoseconds; their check digits are right
    [InlineData("411111111111116")] // too short for its issuer
    [InlineData("1767225600000 1767225600000000000")] // times, in milliseconds and nanoseconds
    [InlineData("4111 1111-1111 1111")]
    [InlineData("2026-03-04 05:06:07.089 1234 5678")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("10.0.0.1 192.168.100.100:4406")]
    public void Number_that_is_no_card_stays(string text) => Assert.Equal(text, RedactorTests.Make([], "cards").Redact(text));

    [Theory]
    [InlineData("身份证11010519491231002X，", "身份证*，")]
    [InlineData("id=11010519491231002x", "id=*")]
    [InlineData("440524188001010014", "*")]
    [InlineData("电话13800138000。", "电话*。")]
    [InlineData("+8613800138000 +86 13800138000 0086-13800138000", "* * *")]
    [InlineData("tel 138-0013-8000, 138 0013 8000", "tel *, *")]
    [InlineData("\"mobile\":\"19912345678\"", "\"mobile\":\"*\"")]
    public void Chinese_identity_or_phone_number_is_replaced(string text, string expected) => Assert.Equal(
        expected.Replace("*", "[redacted: chinese-ids]", StringComparison.Ordinal), RedactorTests.Make([], "chinese-ids").Redact(text));

    [Theory]
    [InlineData("110105194912310021")] // a wrong check digit
    [InlineData("110105194913310020")] // no such month
    [InlineData("990105194912310029")] // no such region
    [InlineData("1101051949123100")]
    [InlineData("12800138000")] // no such network
    [InlineData("138001380001")]
    [InlineData("0.13800138000")]
    [InlineData("trace-a13800138000 13800138000f")]
    [InlineData("1767225600 1767225600000")]
    [InlineData("138-0013 8000")]
    public void Number_that_is_neither_stays(string text) => Assert.Equal(text, RedactorTests.Make([], "chinese-ids").Redact(text));
}
