namespace Dachshund.NodeHost.Inspection;

/// <summary>One key of links, as the cluster has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FromMs">From when it is good, Unix ms.</param>
/// <param name="UntilMs">Until when it is good, Unix ms.</param>
/// <param name="SignedBy">The servers that sign with it now.</param>
/// <param name="BelievedBy">How many nodes with a page believe it.</param>
internal sealed record LinkKeyRow(string Id, long FromMs, long UntilMs, IReadOnlyList<string> SignedBy, int BelievedBy)
{
    /// <summary>Whether this machine has the private key.</summary>
    public bool IsPrivateHere { get; init; }

    /// <summary>Whether this machine's page believes it.</summary>
    public bool IsTrustedHere { get; init; }
}
