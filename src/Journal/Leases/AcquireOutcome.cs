namespace Dachshund.Journal.Leases;

/// <summary>What became of the wish for a lease.</summary>
public enum AcquireOutcome
{
    /// <summary>It is ours, under a new epoch.</summary>
    Acquired,

    /// <summary>It is not as it was seen, or not free for us: look again.</summary>
    Lost,

    /// <summary>This process has no session.</summary>
    Fenced,

    /// <summary>Redis has another history than the look was made in: look again.</summary>
    Reload,
}
