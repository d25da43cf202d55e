using Dachshund.Channels.Text;

namespace Dachshund.Channels.Tests.Text;

/// <summary>Secrets in texts from outside.</summary>
public sealed class RedactorTests
{
    [Theory]
    [InlineData("it is a+b/c=secret!", "it is ***!")]
    [InlineData("it is A+B/C=SECRET!", "it is ***!")]
    [InlineData("it is a%2Bb%2fc%3Dsecret!", "it is ***!")]
    [InlineData(@"it is a\u002Bb\/c\u003dsecret!", "it is ***!")]
    [InlineData("a+b/c=sec", "***")]
    [InlineData("a+b/c=s and a+b/c=secret", "a+b/c=s and ***")]
    [InlineData("a+b/c=secreta+b/c=secret", "******")]
    [InlineData("nothing here", "nothing here")]
    [InlineData("", "")]
    public void A_known_secret_is_hidden_however_it_is_written(string text, string clean) =>
        Assert.Equal(clean, new Redactor(["a+b/c=secret"]).Clean(text, 100));

    [Theory]
    [InlineData("at https://x.example/a/b?access_token=1234&sign=x now", "at https://x.example/a/b?*** now")]
    [InlineData("access_token=abcdef0123&x=1", "access_token=***&x=1")]
    [InlineData("""{"access_token":"abcdef0123"}""", """{"access_token":"***"}""")]
    [InlineData("sign: abcdef0123", "sign: ***")]
    [InlineData("key SECabcdef0123456789 and SPT_abcdefgh12 and AT_abcdefgh12", "key SEC*** and SPT_*** and AT_***")]
    [InlineData("sign not match", "sign not match")]
    [InlineData("token is not exist", "token is not exist")]
    [InlineData("SECURITY", "SECURITY")]
    public void What_looks_like_a_secret_is_hidden_too(string text, string clean) =>
        Assert.Equal(clean, new Redactor([]).Clean(text, 100));

    [Fact]
    public void A_cut_does_not_bare_the_rest_of_a_secret() =>
        Assert.Equal("ab***…", new Redactor(["secretsecret"]).Clean("absecretsecret and more", 6));

    [Fact]
    public void A_short_secret_is_hidden_whole() => Assert.Equal("*** ab", new Redactor(["abc"]).Clean("abc ab", 100));
}
