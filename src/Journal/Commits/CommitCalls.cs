using Dachshund.Journal.Connection;

namespace Dachshund.Journal.Commits;

/// <summary>Commits of consumers.</summary>
internal sealed class CommitCalls(RedisCaller caller, JournalKeys keys, JournalOptions options)
{
    internal async Task<Call<CommitOutcome>> CommitAsync(CommitRequest request, CancellationToken ct)
    {
        CommitLimits.Require(request);
        var (used, arguments) = new CommitEncoder(keys, options).Encode(request);
        var call = await caller.RunAsync("commit", used, arguments, ct);
        return call.Map(static reply => reply.Items[0].Text switch
        {
            "OK" => CommitOutcome.Ok,
            "FENCED" => CommitOutcome.Fenced,
            "UNMET" => CommitOutcome.Unmet,
            _ => CommitOutcome.Reload,
        });
    }
}
