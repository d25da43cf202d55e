using System.Diagnostics;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Tests.Configuration;
using Dachshund.NodeHost.Verbs;
using Dachshund.TestKit.Channels;
using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Verbs;

public sealed class InitVerbTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TestFolder _folder = new();

    private string Dir => Path.Combine(_folder.Path, "etc");

    private string Conf => Path.Combine(Dir, "dachshund.conf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Flags_and_defaults_make_a_configuration_that_check_accepts()
    {
        var run = await RunAsync("--yes", "--log", "/srv/${a}\"/*.log", "--keyword", "ERROR", "--keyword", "panic:", "--name", "web-1", "--terminal");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Conf));
        var value = Configured.File(Conf).Valid();
        Assert.Equal(["/srv/${a}\"/*.log"], value.Inputs["logs"].Paths);
        Assert.Equal(["ERROR", "panic:"], value.Inputs["logs"].Keywords);
        Assert.Equal(("web-1", Path.Combine(Dir, "data")), (value.Node.Name, value.Node.DataDir));
        Assert.Equal(0, (await CommandLine.RunAsync("check", "-c", Conf)).ExitCode);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(Path.Combine(Dir, "data", "link-keys")))));
        Assert.Contains($"wrote {Conf}\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("a test alert to each channel, and what it answered:\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Dachshund test", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, run.Out[(run.Out.IndexOf("Next:\n", StringComparison.Ordinal) + 6)..].Count(sign => sign == '\n'));
    }

    [Fact]
    public async Task The_first_server_says_what_others_need_without_its_password()
    {
        var run = await RunAsync("--yes", "--role", "server", "--terminal", "--no-test");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var redis = Configured.File(Conf).Valid().Redis.Embedded;
        var file = Path.Combine(Dir, "redis-password");
        Assert.Equal(48, redis.Password.Length);
        Assert.Equal($"{redis.Password}\n", await File.ReadAllTextAsync(file));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        Assert.Contains($":{redis.Port}' < {file}\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("dachshund init --yes --role node --redis ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(redis.Password, run.Out, StringComparison.Ordinal);

        // Other machines have the password: it is not made anew by a mistake.
        File.Delete(Conf);
        Assert.Equal(1, (await RunAsync("--yes", "--role", "server", "--terminal", "--no-test")).ExitCode);
    }

    [Fact]
    public async Task What_is_there_is_replaced_only_by_force()
    {
        Directory.CreateDirectory(Dir);
        await File.WriteAllTextAsync(Conf, "mine");
        var kept = await RunAsync("--yes", "--no-test");
        Assert.Equal((1, ""), (kept.ExitCode, kept.Out));
        Assert.Contains($"{Conf} is there already", kept.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Conf));
        Assert.Equal(0, (await RunAsync("--yes", "--no-test", "--force")).ExitCode);
        Configured.File(Conf).Valid();
    }

    [Fact]
    public async Task The_template_that_install_puts_there_is_in_the_way_only_when_it_was_edited()
    {
        var template = Path.Combine(Configured.HoconFolder, "server.conf");
        var steps = new InitSteps(new VerbConsole(TextWriter.Null, TextWriter.Null), Dir) { Template = template };
        Assert.Null(steps.Taken);
        Directory.CreateDirectory(Dir);
        File.Copy(template, Conf);
        Assert.Null(steps.Taken);
        await File.AppendAllTextAsync(Conf, "# mine\n");
        Assert.Equal(Conf, steps.Taken);
        File.Delete(Conf);
        File.CreateSymbolicLink(Conf, template);
        Assert.Equal(Conf, steps.Taken);
    }

    [Fact]
    public async Task Without_a_terminal_the_flags_that_are_missing_are_named()
    {
        var run = await RunAsync("--keyword", "x");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(
            "standard input is no terminal, so give --log, --role, --dingtalk, --wxpusher or --terminal, --report-time, or --yes", run.Error, StringComparison.Ordinal);
        Assert.Contains("there is no default for --redis", (await RunAsync("--yes", "--role", "node")).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Dir));
    }

    [Fact]
    public async Task Answers_are_asked_for_and_nothing_is_written_before_the_last()
    {
        var cut = await TypeAsync("\n\n\n\n");
        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("nothing was written", cut.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Dir));

        var run = await TypeAsync("/srv/a.log\n\n\n\n\n");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["/srv/a.log"], Configured.File(Conf).Valid().Inputs["logs"].Paths);
    }

    [Theory]
    [InlineData("--secret wants --dingtalk", "--secret", "s")]
    [InlineData("--uid wants --wxpusher", "--uid", "u")]
    [InlineData("--wxpusher wants at least one --uid", "--wxpusher", "AT_x")]
    [InlineData("--redis is for machines that share one", "--role", "alone", "--redis", "r:1")]
    [InlineData("report.time \"noon\" is no time of day", "--report-time", "noon")]
    [InlineData("node.name \"Web 1\" is no name", "--name", "Web 1")]
    [InlineData("channels.dingtalk.webhook has no access_token", "--dingtalk", "https://h/hush")]
    [InlineData("-c and --set have no place here", "--set", "a=b")]
    public async Task What_can_not_be_is_one_line_and_writes_nothing(string problem, params string[] arguments)
    {
        var run = await RunAsync(["--yes", "--no-test", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Matches(@"\Adachshund: .+\n\z", run.Error);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Dir));
    }

    [Fact]
    public async Task A_test_alert_goes_to_the_robot_and_its_answer_decides()
    {
        await using var robot = await FakeDingTalk.StartAsync();
        robot.AddRobot("good", new DingTalkRobot { Secret = "SECx" });
        var run = await RunAsync("--yes", "--dingtalk", robot.Url("good"), "--secret", "SECx");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("dingtalk  Ok  ", run.Out, StringComparison.Ordinal);
        Assert.Contains("--secret is visible to everyone", run.Error, StringComparison.Ordinal);
        Assert.Single(robot.Accepted);

        var refused = await RunAsync("--yes", "--force", "--dingtalk", $"{robot.BaseUrl}/robot/send?access_token=unknown");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("300005", refused.Out, StringComparison.Ordinal);
        Assert.Contains($"a channel did not take the test alert: mend it in {Conf}", refused.Error, StringComparison.Ordinal);
        Assert.IsType<DingTalkConfiguration>(Configured.File(Conf).Valid().Channels["dingtalk"]);
    }

    [Fact]
    public async Task A_password_comes_by_the_environment_into_a_file_for_its_owner_alone()
    {
        var program = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "Dachshund.NodeHost", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), "dachshund.dll"));
        var start = new ProcessStartInfo("dotnet", [program, "init", "--dir", Dir, "--yes", "--role", "node", "--redis", "10.0.0.5:6379"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DACHSHUND_REDIS_PASSWORD"] = "hush";
        using var process = Process.Start(start) ?? throw new InvalidOperationException();
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("hush", said, StringComparison.Ordinal);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Conf));
        Assert.Equal("hush", Configured.File(Conf).Valid().Redis.Password);
        Assert.False(Directory.Exists(Path.Combine(Dir, "data")));
    }

    private Task<CommandLine> RunAsync(params string[] arguments) => CommandLine.RunAsync(["init", "--dir", Dir, .. arguments]);

    private Task<CommandLine> TypeAsync(string lines) => CommandLine.TypeAsync(lines, "init", "--dir", Dir, "--no-test");
}
