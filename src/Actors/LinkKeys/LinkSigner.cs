using Dachshund.Context.Keys;

namespace Dachshund.Actors.LinkKeys;

/// <summary>The keys that a server signs links with. <see cref="LinkKeysActor"/> writes it, the router reads it: thread-safe.</summary>
internal sealed class LinkSigner
{
    private volatile KeyRing? _ring;

    /// <summary>The keys, which nobody changes any more; null before they were read, or when they can't be.</summary>
    public KeyRing? Ring
    {
        get => _ring;
        set => _ring = value;
    }

    /// <summary>The key to sign with; null when none is good.</summary>
    public LinkKey? Current(DateTimeOffset now) => _ring?.Current(now);
}
