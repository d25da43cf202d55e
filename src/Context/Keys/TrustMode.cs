namespace Dachshund.Context.Keys;

/// <summary>Where a node gets the keys from that it believes (<c>context-web.trust</c>).</summary>
public enum TrustMode
{
    /// <summary>From Redis: those it sees at first contact; later ones only when a trusted one vouches.</summary>
    Redis,

    /// <summary>From files that were put into its folder, and from nowhere else.</summary>
    Files,
}
