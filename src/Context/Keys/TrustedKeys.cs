using System.Collections.Immutable;

namespace Dachshund.Context.Keys;

/// <summary>
/// The public keys that a node believes, one file each (<c>data-dir/trusted-keys</c>). Who can write to Redis can offer
/// keys, but not make them trusted: after the first contact a key is taken only when one that is trusted, and still good,
/// has signed its statement. <see cref="Find"/> is thread-safe; one owner offers.
/// </summary>
public sealed class TrustedKeys
{
    /// <summary>Keys that are kept at most.</summary>
    public const int KeysMax = 32;

    /// <summary>What the files of public keys end in.</summary>
    public const string Ending = ".key";

    private readonly string folder;
    private readonly TrustMode mode;
    private volatile ImmutableDictionary<LinkKeyId, KeyStatement> keys;

    private TrustedKeys(string folder, TrustMode mode, ImmutableDictionary<LinkKeyId, KeyStatement> keys)
    {
        this.folder = folder;
        this.mode = mode;
        this.keys = keys;
    }

    /// <summary>All of them, the oldest first, expired ones too.</summary>
    public ImmutableArray<KeyStatement> Keys =>
        [.. keys.Values.OrderBy(key => key.Created).ThenBy(key => key.Id.Value)];

    /// <summary>Reads the keys of a folder; a folder that is missing has none.</summary>
    /// <param name="folder">The folder; its files end in <c>.key</c> and hold one statement, as
    /// <see cref="KeyStatement.ToString"/> writes it.</param>
    /// <param name="mode">Whether more may come from Redis.</param>
    /// <exception cref="LinkKeyException">A file cannot be read, or is no statement: a node that passed over it would be
    /// open for a first contact again.</exception>
    public static TrustedKeys Load(string folder, TrustMode mode)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var keys = ImmutableDictionary<LinkKeyId, KeyStatement>.Empty;
        foreach (var path in KeyFolder.List(folder, Ending))
        {
            if (!KeyStatement.TryParse(KeyFolder.Read(path, isSecret: false).Trim(), out var key))
                throw new LinkKeyException($"{path} is no public key of dachshund's: replace it by what 'dachshund keys export' prints");
            keys = keys.SetItem(key.Id, key);
        }

        return new TrustedKeys(folder, mode, keys);
    }

    /// <summary>A trusted key that is good at a time; null for any other.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="now">The time.</param>
    public KeyStatement? Find(LinkKeyId id, DateTimeOffset now) =>
        keys.TryGetValue(id, out var key) && key.IsValidAt(now) ? key : null;

    /// <summary>Takes those of the keys that may be trusted, and stores them. They are offered all at once, as Redis has
    /// them: after several rotations the way from a trusted key to the newest leads over others.</summary>
    /// <param name="offered">The statements.</param>
    /// <param name="now">The time.</param>
    /// <returns>What was done with each, in their order.</returns>
    /// <exception cref="LinkKeyException">A key cannot be stored; it isn't trusted then.</exception>
    public ImmutableArray<KeyOffer> Offer(IReadOnlyList<KeyStatement> offered, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(offered);
        var isFirstContact = keys.IsEmpty;
        var offers = offered.Select(key => Judge(key, isFirstContact, now)).ToArray();
        // Each round may make the way to the next.
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < offers.Length; i++)
            {
                if (offers[i] == KeyOffer.NotVouchedFor && Judge(offered[i], isFirstContact, now) is KeyOffer.VouchedFor)
                    (offers[i], changed) = (Take(offered[i], KeyOffer.VouchedFor), true);
            }
        }

        return [.. offers];
    }

    private KeyOffer Judge(KeyStatement key, bool isFirstContact, DateTimeOffset now)
    {
        if (keys.ContainsKey(key.Id))
            return KeyOffer.Known;
        if (mode == TrustMode.Files)
            return KeyOffer.FilesOnly;
        if (!key.IsValidAt(now))
            return KeyOffer.NotValid;
        if (isFirstContact && key.IsSignedBy(key))
            return Take(key, KeyOffer.FirstContact);
        return Find(key.SignerId, now) is { } signer && key.IsSignedBy(signer)
            ? Take(key, KeyOffer.VouchedFor)
            : KeyOffer.NotVouchedFor;
    }

    private KeyOffer Take(KeyStatement key, KeyOffer reason)
    {
        if (keys.Count >= KeysMax)
            return KeyOffer.TooMany;
        KeyFolder.Write(Path.Join(folder, key.Id + Ending), key + "\n");
        keys = keys.SetItem(key.Id, key);
        return reason;
    }
}
