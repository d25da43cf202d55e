namespace Dachshund.Actors.Cluster;

/// <summary>
/// The item of a stream at which a consumer failed last. One that fails three times, or is too big for a commit by itself, is set
/// aside when it is read again: it must not stop all that come after it. Belongs to one actor; not thread-safe.
/// </summary>
internal sealed class FailedItem
{
    private const int TriesMax = 3;
    private string _id = "";
    private string _reason = "";
    private int _tries;

    /// <summary>Why this item is set aside; null when it is to be folded.</summary>
    public string? GivenUp(string id) => _tries >= TriesMax && id == _id ? _reason : null;

    /// <summary>Folding it failed.</summary>
    public void Note(string id, string reason)
    {
        _tries = id == _id ? _tries + 1 : 1;
        (_id, _reason) = (id, reason);
    }

    /// <summary>It never can be folded.</summary>
    public void GiveUp(string id, string reason) => (_id, _reason, _tries) = (id, reason, TriesMax);
}
