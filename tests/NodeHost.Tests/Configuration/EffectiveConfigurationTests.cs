using System.Text.Json;

namespace Dachshund.NodeHost.Tests.Configuration;

public class EffectiveConfigurationTests
{
    private const string Secrets = """
        redis { password = s3cret-1, embedded.password = s3cret-2 }
        channels {
          ops { type = dingtalk, webhook = "https://h/?access_token=s3cret-3", secret = s3cret-4, proxy = "http://u:s3cret-5@p:1" }
          me { type = wxpusher, app-token = s3cret-6, uids = [u], spt = s3cret-7 }
        }
        """;

    [Fact]
    public void Every_value_is_told_with_its_origin()
    {
        var text = Render("redis.namespace = mine\ninputs.app { paths = [a, b], keywords = [x] }", json: false, "tailing.poll=2s");
        Assert.Matches(@"(?m)^redis\.namespace = mine +# watch:2$", text);
        Assert.Matches(@"(?m)^inputs\.app\.paths = \[a, b\] +# watch:3$", text);
        Assert.Matches(@"(?m)^inputs\.app\.severity = error +# default$", text);
        Assert.Matches(@"(?m)^tailing\.poll = 2s +# --set tailing\.poll$", text);
        Assert.Matches(@"(?m)^redis\.partitions = auto +# default$", text);
        Assert.Matches(@"(?m)^tailing\.max-line = 1M +# default$", text);
        Assert.Matches(@"(?m)^alerting\.channels = \[""\*""\] +# default$", text);
    }

    [Fact]
    public void The_elements_of_lists_of_objects_are_told_one_by_one()
    {
        var text = Render("channels.ops.type = terminal\nalerting.routes = [{ match.host = a, channels = [ops] }\n{ channels = [] }]", json: false);
        Assert.Matches(@"(?m)^channels\.ops\.type = terminal +# watch:2$", text);
        Assert.Matches(@"(?m)^alerting\.routes\[0\]\.match\.host = \[a\] +# watch:3$", text);
        Assert.Matches(@"(?m)^alerting\.routes\[1\]\.channels = \[\] +# watch:4$", text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Secrets_are_never_shown(bool json)
    {
        var text = Render(Secrets, json);
        Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
        foreach (var path in new[] { "redis.password", "redis.embedded.password", "channels.ops.webhook", "channels.ops.secret", "channels.ops.proxy", "channels.me.app-token", "channels.me.spt" })
            Assert.Matches(json ? $@"""{path}"":\{{""value"":""\(set\)""" : $@"(?m)^{path} = \(set\) ", text);
    }

    [Fact]
    public void A_secret_that_is_not_set_is_told_to_be_empty()
    {
        Assert.Matches(@"(?m)^redis\.password = """" +# default$", Render("", json: false));
    }

    [Theory]
    [InlineData("redis.connection = \"s3cret@host\"")]
    [InlineData("redis.connection = \"host:1,password=s3cret\"")]
    [InlineData("redis.password = [s3cret]")]
    [InlineData("channels.ops { type = dingtalk, webhook = s3cret }")]
    [InlineData("channels.ops { type = dingtalk, webhook = \"ftp://s3cret\" }")]
    [InlineData("channels.ops { type = dingtalk, webhook = [\"https://s3cret\"] }")]
    [InlineData("channels.ops { type = dingtalk, sekret = s3cret, webhook = \"http://a\" }")]
    [InlineData("channels.ops { type = dingtalk, webhook = \"http://a\", proxy = \"u:s3cret@p\" }")]
    [InlineData("channels.ops { type = dingtalk, secret = s3cret{, webhook = \"http://a\" }")]
    [InlineData("channels.ops { secret s3cret }")]
    [InlineData("channels.ops { secret = s3cret s3cret!x }")]
    [InlineData("channels.ops { secret = [s3cret s3cret }")]
    [InlineData("channels.ops { secret = \"s3cret\\x\" }")]
    [InlineData("channels.ops { secret = s3cret ${MISSING} [s3cret] }")]
    [InlineData("channels.ops { secret = s3cret }, channels.ops.secret += s3cret")]
    public void The_value_of_a_secret_is_in_no_error(string body)
    {
        var loaded = Configured.From(body);
        Assert.NotEmpty(loaded.Errors);
        Assert.DoesNotContain("s3cret", string.Join('\n', loaded.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_with_secrets_do_not_print_them()
    {
        var value = Configured.From(Secrets).Valid();
        var printed = $"{value} {string.Join(' ', value.Channels.Values)} {value.Redis}";
        Assert.DoesNotContain("s3cret", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_JSON_form_is_one_object_of_paths()
    {
        using var json = JsonDocument.Parse(Render("redis.namespace = mine", json: true));
        var entry = json.RootElement.GetProperty("redis.namespace");
        Assert.Equal(("mine", "watch:2"), (entry.GetProperty("value").GetString(), entry.GetProperty("origin").GetString()));
    }

    private static string Render(string body, bool json, params string[] sets)
    {
        var loaded = Configured.From(body, sets);
        loaded.Valid();
        var writer = new StringWriter();
        loaded.RenderEffective(writer, json);
        return writer.ToString();
    }
}
