namespace Dachshund.Journal.Commits;

/// <summary>What a state write does.</summary>
public enum StateWriteKind
{
    /// <summary>Sets a field of a hash.</summary>
    Set,

    /// <summary>Deletes a field of a hash.</summary>
    Delete,

    /// <summary>Drops a whole hash.</summary>
    Drop,

    /// <summary>Sets the score of a member of a sorted set.</summary>
    SetScore,

    /// <summary>Removes a member of a sorted set.</summary>
    RemoveMember,
}
