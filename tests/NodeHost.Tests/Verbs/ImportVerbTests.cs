using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Verbs;

public sealed class ImportVerbTests : IDisposable
{
    private const string Old = """{ "log-path": "/a.log", "redisHost": "r", "redisPass": "hush", "max-len": 9 }""";
    private readonly TestFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "config.json");

    private string Result => Path.Combine(_folder.Path, "dachshund.conf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_printed_holds_no_secret_and_the_rest_is_said_on_stderr()
    {
        await System.IO.File.WriteAllTextAsync(File, Old);
        var run = await CommandLine.RunAsync("import", File);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("password   = ${DACHSHUND_REDIS_PASSWORD}  # config.json: redisPass\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("# - config.json: max-len: no counterpart: ", run.Out, StringComparison.Ordinal);
        var said = run.Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith("config.json was taken for MyIncrLog's config.json (log-path, ", said[0], StringComparison.Ordinal);
        Assert.StartsWith("config.json: max-len: no counterpart: ", said[1], StringComparison.Ordinal);
        Assert.Equal("set DACHSHUND_REDIS_PASSWORD to what config.json: redisPass has; for the service in /etc/dachshund/env", said[2]);
        Assert.DoesNotContain("hush", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_the_owners_alone_and_never_replaced_unasked()
    {
        await System.IO.File.WriteAllTextAsync(File, Old);
        var made = await CommandLine.RunAsync("import", File, "-o", Result, "--with-secrets");
        Assert.Equal((0, ""), (made.ExitCode, made.Out));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Result));
        Assert.Contains("\"hush\"", await System.IO.File.ReadAllTextAsync(Result), StringComparison.Ordinal);
        Assert.DoesNotContain("DACHSHUND_", made.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandLine.RunAsync("check", "-c", Result)).ExitCode);

        await System.IO.File.WriteAllTextAsync(Result, "mine");
        var again = await CommandLine.RunAsync("import", File, "-o", Result);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains($"{Result} is there already", again.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await System.IO.File.ReadAllTextAsync(Result));

        Assert.Equal(0, (await CommandLine.RunAsync("import", File, "-o", Result, "--force")).ExitCode);
        Assert.DoesNotContain("hush", await System.IO.File.ReadAllTextAsync(Result), StringComparison.Ordinal);
        Assert.Equal(["config.json", "dachshund.conf"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_can_not_be_read_understood_or_written_is_one_line_and_a_failure()
    {
        await System.IO.File.WriteAllTextAsync(File, "{ \"volume\": 3 }");
        await FailAsync("is neither MyIncrLog's config.json (log-path, ", "import", File);
        await System.IO.File.WriteAllTextAsync(File, "{ \"log-path\": ");
        await FailAsync($"{File}:1:15: there should be a value here", "import", File);
        await FailAsync("can't be read", "import", File + ".absent");
        await System.IO.File.WriteAllTextAsync(File, Old);
        await FailAsync("can't be written", "import", File, "-o", Path.Combine(_folder.Path, "absent", "x"));
    }

    private static async Task FailAsync(string expected, params string[] arguments)
    {
        var run = await CommandLine.RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Matches(@"\Adachshund: .+\n\z", run.Error);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
