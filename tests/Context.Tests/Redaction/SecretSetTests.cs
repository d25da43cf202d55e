namespace Dachshund.Context.Tests.Redaction;

public sealed class SecretSetTests
{
    private const string Mark = "[redacted: secrets]";

    [Theory]
    [InlineData("password=hunter2 next", "password=* next")]
    [InlineData("db.password: hunter2", "db.password: *")]
    [InlineData("{\"password\": \"hunter two\", \"user\": \"bob\"}", "{\"password\": *, \"user\": \"bob\"}")]
    [InlineData("{\"clientSecret\":\"a\\\"b\"}", "{\"clientSecret\":*}")]
    [InlineData("'api_key' => 'abc',", "'api_key' => *,")]
    [InlineData("AWS_SECRET_ACCESS_KEY=abc/def", "AWS_SECRET_ACCESS_KEY=*")]
    [InlineData("GET /robot/send?access_token=abc&timestamp=1", "GET /robot/send?access_token=*&timestamp=1")]
    [InlineData("Server=db;Pwd=abc;Timeout=3", "Server=db;Pwd=*;Timeout=3")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz", "Authorization: *")]
    [InlineData("authorization: token-without-scheme", "authorization: *")]
    [InlineData("sent Bearer abcdefghijklmnop0123 to it", "sent Bearer * to it")]
    [InlineData("Cookie: a=1; b=2", "Cookie: *")]
    [InlineData("set-cookie: sid=abc; HttpOnly", "set-cookie: *")]
    [InlineData("redis://default:p%40ss@10.0.0.1:6379/0", "redis://default:*@10.0.0.1:6379/0")]
    [InlineData("cannot connect to postgres://app:s3cret@db/app", "cannot connect to postgres://app:*@db/app")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_x end", "jwt * end")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE used", "key * used")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "*")]
    [InlineData("sk-abcdefghijklmnopqrstuv", "*")]
    [InlineData("密码：秘密123，下一个", "密码：*，下一个")]
    [InlineData("{\\\"password\\\":\\\"abc\\\",\\\"a\\\":1}", "{\\\"password\\\":*,\\\"a\\\":1}")]
    [InlineData("{\"password\": \"cut in its midd", "{\"password\": *")]
    [InlineData("mysql --host db --password hunter2 -e x", "mysql --host db --password * -e x")]
    [InlineData("Authorization: Digest username=\"bob\", response=\"0f\"", "Authorization: *")]
    public void Secret_is_replaced(string text, string expected) =>
        Assert.Equal(expected.Replace("*", Mark, StringComparison.Ordinal), Redact(text));

    [Theory]
    [InlineData("password authentication failed for user bob")]
    [InlineData("token expired, secret not found")]
    [InlineData("max_tokens=4096 tokens: 12")]
    [InlineData("secretName=registry tokenizer: bpe")]
    [InlineData("PWD=/srv/app OLDPWD=/root")]
    [InlineData("basic functionality, bearer of news")]
    [InlineData("http://host:8080/path?a=b@c")]
    [InlineData("mail to bob@example.com at 10:30@noon")]
    [InlineData("commit 3f786850e387550fdab836ed7e6dc881de23001b")]
    [InlineData("SECONDS=12 risk-abcdefghijklmnopqrstuvw")]
    [InlineData("eyJ.eyJ.x")]
    public void What_only_looks_like_one_stays(string text) => Assert.Equal(text, Redact(text));

    [Fact]
    public void Private_key_goes_with_all_its_lines_even_where_the_text_begins_or_ends_in_it()
    {
        var body = string.Concat(Enumerable.Repeat(new string('M', 64) + "\n", 3)) + "AbCd==\n";
        var key = "-----BEGIN RSA PRIVATE KEY-----\n" + body + "-----END RSA PRIVATE KEY-----";
        var gone = Mark + "\n\n\n\n\n";
        Assert.Equal($"before\n{gone}\nafter", Redact($"before\n{key}\nafter"));
        Assert.Equal($"{Mark}\n\n\n\n\nafter", Redact(key[32..] + "\nafter"));
        Assert.DoesNotContain("MMMM", Redact("before\n" + key[..150]), StringComparison.Ordinal);
    }

    private static string Redact(string text) => RedactorTests.Make([], "secrets").Redact(text);
}
