using Dachshund.Journal.Questions;
using Dachshund.Journal.Sessions;

namespace Dachshund.Journal;

/// <content>The calls of those who look at a cluster from outside, and of the nodes that answer them.</content>
public sealed partial class JournalClient
{
    /// <summary>
    /// Ends the session of a node that hangs (<c>cluster down</c>): its leases may be taken at once, and what it writes from then
    /// on is refused. The host stays among those that are watched.
    /// </summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="force">Whether to end the session of one that beats, too.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">The host's name isn't one.</exception>
    public Task<Call<ExpelOutcome>> DownAsync(string host, bool force, CancellationToken ct)
    {
        JournalKeys.RequireName(host, "the node's name");
        return _expels.DownAsync(PartitionOf(host), host, force, ct);
    }

    /// <summary>
    /// Forgets a host that is gone for good (<c>cluster forget</c>), all at once: its session, its beats and the positions of its
    /// files. One that beats is not forgotten.
    /// </summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="forgetEntry">An encoded entry that tells the shard of it.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    /// <exception cref="JournalException">The host's name isn't one.</exception>
    public Task<Call<ExpelOutcome>> ForgetAsync(string host, ReadOnlyMemory<byte> forgetEntry, CancellationToken ct)
    {
        JournalKeys.RequireName(host, "the node's name");
        return _expels.ForgetAsync(PartitionOf(host), host, forgetEntry, ct);
    }

    /// <summary>Asks a host's process what only it knows.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="text">The question, without control characters.</param>
    /// <param name="patience">How long to wait for its answer.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="JournalException">The host's name isn't one.</exception>
    public Task<Call<Answer>> AskAsync(string host, string text, TimeSpan patience, CancellationToken ct)
    {
        JournalKeys.RequireName(host, "the node's name");
        return _questions.AskAsync(host, text, patience, ct);
    }

    /// <summary>Listens to the questions to a host's process until disposed. One that is lost is not asked again.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="asked">Called on any thread; must not block or throw.</param>
    public IDisposable SubscribeQuestions(string host, Action<Question> asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return Subscribe(Keys.Ask(host), message =>
        {
            if (Question.Parse(message) is { } question)
                asked(question);
        });
    }

    /// <summary>Answers a question; the answer is kept for 10 s.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    public Task<Call<bool>> AnswerAsync(Question question, ReadOnlyMemory<byte> answer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(question);
        return _questions.AnswerAsync(question, answer, ct);
    }

    /// <summary>Reads a hash as it is, field by field: what changes meanwhile may be seen or not.</summary>
    /// <param name="key">The hash.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<IReadOnlyDictionary<string, string>>> ReadHashAsync(string key, CancellationToken ct) =>
        _streams.ReadHashAsync(key, ct);

    /// <summary>Reads how many bytes of Redis' memory a stream takes, by a sample of its nodes; 0 when there is none.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<long>> ReadBytesAsync(string key, CancellationToken ct) => _streams.ReadBytesAsync(key, ct);

    /// <summary>Reads how many items a stream ever took; 0 when there is none.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="ct">Ends the wait for the answer.</param>
    public Task<Call<long>> ReadAddedAsync(string key, CancellationToken ct) => _streams.ReadAddedAsync(key, ct);
}
