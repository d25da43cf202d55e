using System.Text;
using Dachshund.Journal.Questions;

namespace Dachshund.Journal.Tests.Questions;

/// <summary>What only a process knows is asked through Redis.</summary>
public sealed class QuestionTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Process_that_is_asked_answers_in_a_key_that_expires()
    {
        await using var fixture = await JournalFixture.StartAsync();
        await using var asker = await JournalFixture.ConnectAsync(fixture.Server.Connection);
        var heard = new TaskCompletionSource<Question>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = fixture.Client.SubscribeQuestions("web-1", heard.SetResult);
        await HeardAsync(fixture);
        var asking = asker.AskAsync("web-1", "how are you", _patience, _none);
        var question = await heard.Task;
        Assert.Equal("how are you", question.Text);
        Assert.True((await fixture.Client.AnswerAsync(question, "well"u8.ToArray(), _none)).IsDone);
        var answer = await asking;
        Assert.False(answer.Value.IsSilent);
        Assert.Equal("well", Encoding.UTF8.GetString(answer.Value.Body.Span));
        const long Forever = -1;
        Assert.NotEqual(Forever, await fixture.Server.CommandAsync("TTL", $"dachshund:answer:{question.Id}"));
    }

    [Fact]
    public async Task Nobody_and_a_process_that_hangs_are_silent()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var nobody = await fixture.Client.AskAsync("web-1", "how are you", _patience, _none);
        Assert.True(nobody is { IsDone: true, Value.IsSilent: true });
        using var hanging = fixture.Client.SubscribeQuestions("web-1", _ => { });
        await HeardAsync(fixture);
        var silent = await fixture.Client.AskAsync("web-1", "how are you", TimeSpan.FromMilliseconds(50), _none);
        Assert.True(silent is { IsDone: true, Value.IsSilent: true });
    }

    [Fact]
    public async Task Ring_after_a_reconnect_is_no_question()
    {
        await using var fixture = await JournalFixture.StartAsync();
        var heard = new List<string>();
        using var listening = fixture.Client.SubscribeQuestions("web-1", question => heard.Add(question.Text));
        var restored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Client.ConnectionRestored += () => restored.TrySetResult();
        fixture.Client.Reconnect("the test says so");
        await restored.Task.WaitAsync(_patience);
        Assert.Empty(heard);
    }

    private static Task HeardAsync(JournalFixture fixture) => Eventually.TrueAsync(async () =>
        await fixture.Server.CommandAsync("PUBSUB", "NUMSUB", fixture.Client.Keys.Ask("web-1")) is object?[] answer && answer[1] is not 0L);
}
