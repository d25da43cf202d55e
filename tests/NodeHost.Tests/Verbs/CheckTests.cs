using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Verbs;

public sealed class CheckTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_says_every_error_with_file_and_line_and_exits_with_1()
    {
        var file = Conf("dachshund {\n  zone = nowhere\n  node.name = [x]\n  channels.a { type = dingtalk, webhook = \"https://h/send\" }\n}\n");
        var run = await CommandLine.RunAsync("check", "-c", file);
        Assert.Equal(1, run.ExitCode);
        var lines = run.Out.Split('\n');
        Assert.StartsWith($"{file}:2: zone: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{file}:3: node.name: ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{file}:4: channels.a.webhook: has no access_token", lines[2], StringComparison.Ordinal);
        Assert.Equal($"{file}: 3 errors, 0 warnings", lines[3]);
    }

    [Fact]
    public async Task Check_finds_what_only_a_channel_itself_refuses()
    {
        var file = Conf($"dachshund.channels.a {{\n  type = dingtalk, webhook = \"https://h/?access_token=t\"\n  keywords = [{new string('k', 99)}]\n}}\n");
        var run = await CommandLine.RunAsync("check", "-c", file);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"{file}:3: channels.a.keywords: must each have 1 to 50 characters", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_warns_of_an_input_that_matches_no_file()
    {
        var file = Conf("dachshund { inputs.app { paths = \"/nowhere/*.log\", keywords = [a] }, channels.t.type = terminal }\n");
        var run = await CommandLine.RunAsync("check", "-c", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning: inputs.app: ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("0 errors, 1 warning\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_what_keep_would_remove_and_removes_nothing()
    {
        var drop = Directory.CreateDirectory(Path.Combine(_folder.Path, "drop")).FullName;
        foreach (var name in (string[])["old.err", "old.log", "old.txt", "new.err"])
            await File.WriteAllTextAsync(Path.Combine(drop, name), "x\n");
        foreach (var name in (string[])["old.err", "old.log", "old.txt"])
            File.SetLastWriteTimeUtc(Path.Combine(drop, name), TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-40));
        var file = Conf($"dachshund {{ drop-folders.a {{ paths = [\"{drop}\", \"{drop}-absent\"], keep = 30d }}, channels.t.type = terminal }}\n");
        var run = await CommandLine.RunAsync("check", "-c", file);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: drop-folders.a: {drop}-absent: does not exist", run.Out, StringComparison.Ordinal);
        Assert.Contains($"drop-folders.a: keep would remove 2 files of {drop} now, 4 bytes; the oldest first:\n", run.Out, StringComparison.Ordinal);
        Assert.Contains($"{drop}/old.err\n", run.Out, StringComparison.Ordinal);
        Assert.Contains($"drop-folders.a: keep would remove nothing of {drop}-absent now\n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("0 errors, 1 warning\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(4, Directory.GetFiles(drop).Length);
    }

    [Fact]
    public async Task Check_of_a_file_that_is_not_there_says_so()
    {
        var run = await CommandLine.RunAsync("check", "-c", Path.Combine(_folder.Path, "absent.conf"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("absent.conf", run.Out, StringComparison.Ordinal);
    }

    private string Conf(string text)
    {
        var path = Path.Combine(_folder.Path, "a.conf");
        File.WriteAllText(path, text);
        return path;
    }
}
