using Dachshund.Actors.TaskWatch;

namespace Dachshund.NodeHost.Tests.ContextWeb;

/// <summary>Signs of life of tasks, byte for byte, and what strangers send in their place.</summary>
public sealed class PingTests
{
    private const string Token = "correct-horse-battery";

    [Theory]
    [InlineData("/ping/backup", TaskEntries.Succeeded, "backup")]
    [InlineData("/ping/backup/fail", TaskEntries.Failed, "backup")]
    [InlineData("/ping/backup/start", TaskEntries.Started, "backup")]
    [InlineData("/ping/%E5%A4%87%E4%BB%BD%2Fdb", TaskEntries.Succeeded, "备份/db")]
    public async Task Ping_says_how_a_task_stands(string path, string word, string task)
    {
        await using var scene = await PageScene.SetAsync(pingToken: Token);
        var answer = await scene.GetAsync($"{path}?token={Token}");
        Assert.Equal(200, answer.Status);
        Assert.EndsWith("\r\n\r\nok\n", answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await scene.GetAsync($"{path}?token={Token}", "HEAD")).Status);
        Assert.Equal(2, scene.CheckIns.Count);
        Assert.All(scene.CheckIns, checkIn => Assert.Equal((PageScene.Host, task, word), (checkIn.Host, checkIn.Task, checkIn.Word)));
        Assert.DoesNotContain(scene.Audit, line => line.Contains(Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_is_what_a_task_has_to_say_ten_kilobytes_at_most()
    {
        await using var scene = await PageScene.SetAsync(pingToken: Token);
        Assert.Equal(200, (await PostAsync(scene, "line one\r\n\r\nline two\n")).Status);
        Assert.Equal("line one\nline two", Assert.Single(scene.CheckIns).Detail);
        Assert.Equal(200, (await PostAsync(scene, new string('x', 10 * 1024))).Status);
        Assert.Equal(413, (await PostAsync(scene, new string('x', (10 * 1024) + 1))).Status);
        Assert.Equal(2, scene.CheckIns.Count);
    }

    [Theory]
    [InlineData("/ping/backup")]
    [InlineData("/ping/backup?token=")]
    [InlineData("/ping/backup?token=correct-horse-batter")]
    [InlineData("/ping/backup?token=correct-horse-batteryy")]
    [InlineData("/ping/backup?Token=correct-horse-battery")]
    [InlineData("/ping/?token=correct-horse-battery")]
    [InlineData("/ping/a%0ab?token=correct-horse-battery")]
    [InlineData("/ping/backup/?token=correct-horse-battery")]
    [InlineData("/ping/backup/pause?token=correct-horse-battery")]
    [InlineData("/ping/backup/fail/x?token=correct-horse-battery")]
    [InlineData("/ping?token=correct-horse-battery")]
    public async Task Other_pings_say_nothing(string target)
    {
        await using var scene = await PageScene.SetAsync(pingToken: Token);
        Assert.Equal(404, (await scene.GetAsync(target)).Status);
        Assert.Empty(scene.CheckIns);
    }

    [Fact]
    public async Task Without_a_configured_token_no_token_is_right()
    {
        await using var scene = await PageScene.SetAsync();
        Assert.Equal(404, (await scene.GetAsync("/ping/backup?token=")).Status);
        Assert.Equal(404, (await scene.GetAsync("/ping/backup")).Status);
        Assert.Empty(scene.CheckIns);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_and_said_once()
    {
        await using var scene = await PageScene.SetAsync(pingToken: Token);
        var answers = new List<int>();
        for (var i = 0; i < 60; i++)
            answers.Add((await scene.GetAsync($"/ping/x?token=guess-number-{i}-of-many", machine: 7)).Status);
        Assert.Contains(429, answers);
        Assert.Single(scene.Audit, line => line.Contains("asks too often", StringComparison.Ordinal));
        Assert.Equal(200, (await scene.GetAsync($"/ping/x?token={Token}")).Status);
    }

    [Fact]
    public async Task Ping_that_is_not_stored_is_no_success()
    {
        await using var scene = await PageScene.SetAsync(pingToken: Token);
        scene.IsRedisAway = true;
        Assert.Equal(503, (await scene.GetAsync($"/ping/backup?token={Token}")).Status);
    }

    private static Task<(int Status, string Text)> PostAsync(PageScene scene, string body) => scene.SendAsync(
        $"POST /ping/backup/fail HTTP/1.1\r\nHost: h\r\nConnection: close\r\nAuthorization: Bearer {Token}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
