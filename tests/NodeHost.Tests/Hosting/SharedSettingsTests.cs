using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Tests.Configuration;

namespace Dachshund.NodeHost.Tests.Hosting;

/// <summary>What servers say of their settings: enough to name a difference, nothing of a value.</summary>
public sealed class SharedSettingsTests
{
    private const string Robot = "channels.ops { type = dingtalk, webhook = \"https://h/?access_token=t\", secret = SECabc }";

    [Fact]
    public void Same_settings_have_no_difference_wherever_they_are_written() =>
        Assert.Empty(SharedSettings.Difference(Of($"alerting.group-wait = 4s\n{Robot}"), Of($"{Robot}\nalerting {{ group-wait = 4000ms }}")));

    [Fact]
    public void Keys_that_differ_are_named_and_those_that_one_lacks() => Assert.Equal(
        ["alerting.group-wait", "channels.mail.budget", "language"],
        SharedSettings.Difference(
            Of($"language = zh\n{Robot}"),
            Of($"language = en\nalerting.group-wait = 9s\n{Robot}\nchannels.mail = ${{dachshund.channels.ops}} {{ budget = 3 }}"))
            .Where(key => !key.StartsWith("channels.mail", StringComparison.Ordinal) || key.EndsWith("budget", StringComparison.Ordinal)));

    [Fact]
    public void Other_secret_is_a_difference_and_no_value_can_be_read()
    {
        var one = Of(Robot);
        Assert.Equal(["channels.ops.secret"], SharedSettings.Difference(one, Of(Robot.Replace("SECabc", "SECxyz", StringComparison.Ordinal))));
        Assert.DoesNotContain("SECabc", one, StringComparison.Ordinal);
        Assert.All(one.Split('\n'), line => Assert.Matches("^[^=]+=[0-9a-f]{8}$", line));
    }

    [Fact]
    public void Auto_counts_as_what_it_means_on_the_machine() =>
        Assert.Equal(["language"], SharedSettings.Difference(Of("", "zh_CN.UTF-8"), Of("language = en", "zh_CN.UTF-8")));

    [Fact]
    public void What_each_machine_has_of_its_own_is_not_compared() =>
        Assert.Empty(SharedSettings.Difference(Of("node.name = one, inputs.a { paths = [/a], keywords = [E] }"), Of("node.name = two")));

    [Fact]
    public void Server_that_says_nothing_differs_in_nothing() => Assert.Empty(SharedSettings.Difference("", Of(Robot)));

    private static string Of(string body, string language = "en_US.UTF-8") =>
        SharedSettings.Of(Configured.From(body), "data-set", name => name == "LANG" ? language : null);
}
