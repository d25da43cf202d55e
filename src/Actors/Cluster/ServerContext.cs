using Dachshund.Journal;
using Dachshund.Journal.Sessions;

namespace Dachshund.Actors.Cluster;

/// <summary>What everything that works under a lease shares.</summary>
/// <param name="Journal">Redis.</param>
/// <param name="Session">This process.</param>
/// <param name="Identity">This process, as the journal names it.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Spreads retries.</param>
internal sealed record ServerContext(
    JournalClient Journal, NodeSession Session, SessionIdentity Identity, TimeProvider Time, Random Random)
{
    /// <summary>How long a host may be silent before it is offline.</summary>
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a host must beat before it is back.</summary>
    public TimeSpan RecoveredAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is said that a node left gracefully (default no).</summary>
    public bool AnnounceLeft { get; init; }

    /// <summary>After how long without a beat a lease may be taken by another server.</summary>
    public TimeSpan LeaseTtl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often one looks even when no bell rings (1 s): it covers lost rings.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Asks what Redis' wall clock says, Unix ms; null (default) asks Redis.</summary>
    public Func<CancellationToken, Task<Call<long>>>? Wall { get; init; }

    /// <summary>What Redis' wall clock says, Unix ms.</summary>
    public Task<Call<long>> ReadTimeAsync(CancellationToken ct) => Wall?.Invoke(ct) ?? Journal.ReadTimeAsync(ct);
}
