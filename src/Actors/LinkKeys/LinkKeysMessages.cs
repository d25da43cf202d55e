namespace Dachshund.Actors.LinkKeys;

/// <summary>Time to publish the own keys and to look at those of others.</summary>
internal sealed class LookAtKeys
{
    public static readonly LookAtKeys Instance = new();
}

/// <summary>Asks for a look at once, as a link names a key that this node doesn't know. Answered by <see cref="KeysSeen"/>.</summary>
internal sealed class UnknownKeyMet
{
    public static readonly UnknownKeyMet Instance = new();
}

/// <summary>There was a look, now or a moment ago.</summary>
internal sealed class KeysSeen
{
    public static readonly KeysSeen Instance = new();
}
