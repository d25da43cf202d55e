namespace Dachshund.Journal;

/// <summary>How a call to Redis ended.</summary>
public enum CallStatus
{
    /// <summary>Redis answered.</summary>
    Done,

    /// <summary>
    /// Nothing ran and nothing will: Redis is away, loading, busy or refuses writes. Wait and ask again.
    /// </summary>
    Refused,

    /// <summary>No answer came. The call may have run, or may run later.</summary>
    Unknown,
}
