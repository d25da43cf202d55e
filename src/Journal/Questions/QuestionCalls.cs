using System.Globalization;
using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Questions;

/// <summary>Asks a node's process what only it knows: by a message to its channel, answered in a key that expires.</summary>
internal sealed class QuestionCalls(RedisCaller caller, JournalKeys keys, TimeProvider time)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(10);

    /// <summary>Asks, and looks for the answer until the patience is over.</summary>
    internal async Task<Call<Answer>> AskAsync(string host, string text, TimeSpan patience, CancellationToken ct)
    {
        var question = new Question(Guid.NewGuid().ToString("N"), text);
        var started = time.GetTimestamp();
        var asked = await caller.SendAsync("PUBLISH", [keys.Ask(host), question.Message], ct);
        if (!asked.IsDone)
            return asked.As<Answer>();
        if (asked.Value.Number == 0)
            return Calls.Done(Answer.None);
        while (true)
        {
            var answer = await caller.SendAsync("GET", [keys.Answer(question.Id)], ct);
            if (!answer.IsDone)
                return answer.As<Answer>();
            if (!answer.Value.IsNull)
                return Calls.Done(new Answer(IsSilent: false, answer.Value.Bytes));
            if (time.GetElapsedTime(started) >= patience)
                return Calls.Done(Answer.None);
            await Task.Delay(_look, time, ct);
        }
    }

    /// <summary>Answers; whoever asked has 10 s to read it.</summary>
    internal async Task<Call<bool>> AnswerAsync(Question question, ReadOnlyMemory<byte> answer, CancellationToken ct)
    {
        var seconds = _kept.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var call = await caller.SendAsync("SET", [keys.Answer(question.Id), answer.ToArray(), "EX", seconds], ct);
        return call.Map(static _ => true);
    }
}
