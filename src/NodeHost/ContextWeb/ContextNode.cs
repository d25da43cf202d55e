using Dachshund.Actors.Node;
using Dachshund.Journal;
using Dachshund.Tailing;

namespace Dachshund.NodeHost.ContextWeb;

/// <summary>The node's actors, as the page asks them; they come after the page, whose port they publish.</summary>
internal sealed class ContextNode(Func<NodeActors?> actors, Func<JournalClient?> journal) : IContextNode
{
    public async Task<bool> IsReadyAsync(CancellationToken ct) =>
        journal() is { IsConnected: true } && actors() is { } started && await started.TailingAsync(ct) is { Started: true };

    public Task LookAtKeysAsync(CancellationToken ct) => actors()?.LookAtKeysAsync(ct) ?? Task.CompletedTask;

    public Task<Call<SoughtFile?>> FindFileAsync(string field, long offset, int length, CancellationToken ct) =>
        actors()?.FindFileAsync(field, offset, length, ct) ?? Task.FromResult(Calls.Refused<SoughtFile?>("the node is starting"));
}
