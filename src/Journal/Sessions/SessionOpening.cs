namespace Dachshund.Journal.Sessions;

/// <summary>How to open a session.</summary>
/// <param name="Identity">Whose session it is.</param>
/// <param name="Facts">What the node says of itself, by name.</param>
public sealed record SessionOpening(SessionIdentity Identity, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>
    /// Whether an earlier process is replaced at once: only for who holds the lock of its data directory. Default no.
    /// </summary>
    public bool Replace { get; init; }

    /// <summary>An encoded entry to append in the same script, or empty.</summary>
    public ReadOnlyMemory<byte> HelloEntry { get; init; }
}
