using Dachshund.TestKit.Redis;

namespace Dachshund.NodeHost.Tests.Verbs;

public sealed class TryTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ok\n", "no line matches. 3 B")]
    [InlineData("a ERROR\n", "1 line matches: 1 message. 8 B")]
    [InlineData("a ERROR\nb ERROR\n", "2 lines match, in 2 groups: 2 messages if they came at once. 16 B")]
    [InlineData("a ERROR 1\na ERROR 2\n", "2 lines match, in 1 group: 1 message if they came at once. 20 B")]
    public async Task A_small_file_is_summed_up_without_a_speed(string text, string expected)
    {
        var run = await CommandLine.RunAsync("try", Log(text), "--keyword", "ERROR");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, run.Out.TrimEnd('\n').Split('\n')[^1]);
    }

    [Fact]
    public async Task Json_leaves_templates_legible()
    {
        var run = await CommandLine.RunAsync("try", Log("ERROR 17 后端 failed\n"), "--keyword", "ERROR", "--json");
        Assert.Contains("<", run.Out, StringComparison.Ordinal);
        Assert.Contains("后端", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_line_and_a_failure()
    {
        foreach (var path in new[] { Path.Combine(_folder.Path, "absent"), _folder.Path })
        {
            var run = await CommandLine.RunAsync("try", path);
            Assert.Equal((2, ""), (run.ExitCode, run.Out));
            Assert.Matches(@"\Adachshund: .+\n\z", run.Error);
            Assert.Contains(path, run.Error, StringComparison.Ordinal);
        }
    }

    private string Log(string text)
    {
        var path = Path.Combine(_folder.Path, "app.log");
        File.WriteAllText(path, text);
        return path;
    }
}
