namespace Dachshund.Journal.Commits;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is stored, and rev is one more.</summary>
    Ok,

    /// <summary>Another owner or epoch has the lease; nothing was stored.</summary>
    Fenced,

    /// <summary>Redis has another history or rev; nothing was stored. Drop the memory and load again.</summary>
    Reload,

    /// <summary>A condition did not hold at that moment; nothing was stored, and the memory is still good.</summary>
    Unmet,
}
