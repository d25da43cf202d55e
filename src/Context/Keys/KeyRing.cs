using System.Collections.Immutable;

namespace Dachshund.Context.Keys;

/// <summary>
/// The private keys of the servers: one file each, which all servers have copies of. Several are good at once: rotating
/// adds one, and links that older ones signed open until they expire. Not thread-safe for changes; what
/// <see cref="Keys"/> hands out is immutable.
/// </summary>
public sealed class KeyRing
{
    private const string Ending = ".pem";
    private readonly string folder;

    private KeyRing(string folder, ImmutableArray<LinkKey> keys)
    {
        this.folder = folder;
        Keys = keys;
    }

    /// <summary>How old a key is before it signs while an older one still can: in this time its statement reaches the
    /// nodes. A minute.</summary>
    public static TimeSpan Settling { get; } = TimeSpan.FromMinutes(1);

    /// <summary>All keys, the oldest first, expired ones too.</summary>
    public ImmutableArray<LinkKey> Keys { get; private set; }

    /// <summary>Reads the keys of a folder; a folder that is missing has none.</summary>
    /// <param name="folder">The folder; its files end in <c>.pem</c>.</param>
    /// <exception cref="LinkKeyException">A file cannot be read, may be read by others, or is no key.</exception>
    public static KeyRing Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var keys = KeyFolder.List(folder, Ending).Select(path =>
            LinkKey.FromFileText(KeyFolder.Read(path, isSecret: true))
            ?? throw new LinkKeyException(
                $"{path} is no key of dachshund's: copy it anew from the server that has it, or delete it"));
        return new KeyRing(folder, Sort(keys));
    }

    /// <summary>The key to sign with; null when none is good.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isBelieved">Which keys whoever gets the link believes; default all. When it believes none, they may be
    /// on their way there.</param>
    public LinkKey? Current(DateTimeOffset now, Func<LinkKeyId, bool>? isBelieved = null)
    {
        var good = Keys.Where(key => key.Statement.IsValidAt(now)).ToArray();
        var believed = isBelieved is null ? [] : good.Where(key => isBelieved(key.Id)).ToArray();
        return Settled(believed) ?? Settled(good);

        LinkKey? Settled(LinkKey[] keys) =>
            keys.LastOrDefault(key => key.Statement.Created + Settling <= now) ?? keys.FirstOrDefault();
    }

    /// <summary>The file of a key.</summary>
    /// <param name="key">One of the keys.</param>
    public string PathOf(LinkKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Path.Join(folder, key.Id + Ending);
    }

    /// <summary>Makes a key that vouches for itself: a first one. Nodes that know other keys won't take it.</summary>
    /// <param name="now">From when it is good.</param>
    /// <param name="lifetime">How long.</param>
    /// <exception cref="LinkKeyException">It cannot be stored.</exception>
    public LinkKey Generate(DateTimeOffset now, TimeSpan lifetime) => Add(LinkKey.Create(now, lifetime));

    /// <summary>Makes a key that the newest good one vouches for, and deletes the expired ones.</summary>
    /// <param name="now">From when it is good.</param>
    /// <param name="lifetime">How long.</param>
    /// <exception cref="LinkKeyException">No key is good, or it cannot be stored.</exception>
    public LinkKey Rotate(DateTimeOffset now, TimeSpan lifetime)
    {
        var signer = Keys.LastOrDefault(key => key.Statement.IsValidAt(now))
            ?? throw new LinkKeyException($"{folder} has no key that is good now: make one by 'dachshund keys generate'");
        var key = Add(LinkKey.Create(now, lifetime, signer));
        foreach (var expired in Keys.Where(old => old.Statement.Expires <= now).ToArray())
        {
            KeyFolder.Delete(PathOf(expired));
            Keys = Keys.Remove(expired);
        }

        return key;
    }

    private LinkKey Add(LinkKey key)
    {
        KeyFolder.Write(PathOf(key), key.ToFileText());
        Keys = Sort(Keys.Add(key));
        return key;
    }

    private static ImmutableArray<LinkKey> Sort(IEnumerable<LinkKey> keys) =>
        [.. keys.OrderBy(key => key.Statement.Created).ThenBy(key => key.Statement.SignerId != key.Id).ThenBy(key => key.Id.Value)];
}
