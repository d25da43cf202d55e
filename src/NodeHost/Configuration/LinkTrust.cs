namespace Dachshund.NodeHost.Configuration;

/// <summary>Where a node gets the keys from that it believes.</summary>
internal enum LinkTrust
{
    /// <summary>From Redis: those of the first contact, and later ones for which a trusted one vouches.</summary>
    Redis,

    /// <summary>From the files in <c>data-dir/trusted-keys</c> alone.</summary>
    Files,
}
