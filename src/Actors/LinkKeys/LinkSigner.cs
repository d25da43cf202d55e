using Dachshund.Context.Keys;

namespace Dachshund.Actors.LinkKeys;

/// <summary>The keys that a server signs links with. <see cref="LinkKeysActor"/> writes it, the router and the heart read it:
/// thread-safe.</summary>
internal sealed class LinkSigner
{
    private volatile KeyRing? _ring;
    private volatile string _problem = "";

    /// <summary>The keys, which nobody changes any more; null before they were read, or when they can't be.</summary>
    public KeyRing? Ring
    {
        get => _ring;
        set => _ring = value;
    }

    /// <summary>Why there is no key to sign with; empty when there is one.</summary>
    public string Problem
    {
        get => _problem;
        set => _problem = value;
    }

    /// <summary>The ids of the keys that are good, the one that signs first.</summary>
    public IEnumerable<LinkKeyId> GoodKeys(DateTimeOffset now) => _ring is not { } ring || ring.Current(now) is not { } current
        ? []
        : ring.Keys.Where(key => key.Statement.IsValidAt(now)).Select(key => key.Id).OrderBy(id => id != current.Id);
}
