namespace Dachshund.Context.Links;

/// <summary>What a node found about a token. For the audit line only: whoever asks is told nothing but no.</summary>
public enum LinkOutcome
{
    /// <summary>A server signed it, for this node, for now.</summary>
    Valid,

    /// <summary>No token: of a wrong size or form, a version that isn't known, a value out of its range.</summary>
    Malformed,

    /// <summary>Of another node.</summary>
    OtherNode,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its hit is later than now, by more than <see cref="LinkClock.Skew"/>.</summary>
    FromTheFuture,

    /// <summary>No trusted key that is still good has that id.</summary>
    UnknownKey,

    /// <summary>The key that it names didn't sign it.</summary>
    BadSignature,
}
