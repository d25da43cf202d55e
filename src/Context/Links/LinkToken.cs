using System.Globalization;
using Dachshund.Context.Keys;

namespace Dachshund.Context.Links;

/// <summary>
/// What a link leads to: a range of one generation of one file on one node, until a time. It holds no path: a node finds
/// the file by its identity among those that it watches. Immutable.
/// </summary>
/// <param name="Node">The node's name: 1 to 64 of <c>a-z 0-9 . _ -</c>.</param>
/// <param name="Device">The device of the file's identity; a hint.</param>
/// <param name="Inode">The inode of the file's identity.</param>
/// <param name="Generation">Which of the contents of that identity; 0 or more.</param>
/// <param name="Offset">Where the hit begins, in bytes; 0 or more.</param>
/// <param name="Length">How long it is, in bytes, all its lines together without the last line break; 0 or more.</param>
/// <param name="HitTime">When it was read; whole milliseconds since 1970.</param>
/// <param name="Expires">From when the link doesn't open; whole seconds since 1970.</param>
public sealed record LinkToken(
    string Node, ulong Device, ulong Inode, int Generation, long Offset, int Length, DateTimeOffset HitTime,
    DateTimeOffset Expires)
{
    /// <summary>Letters that a token has at most: 248. With a scheme, an address of 64 letters and a port, a link stays
    /// below 400.</summary>
    public const int TextCharsMax = 248;

    /// <summary>The name under which nodes store the position of that file: <c>device:inode:generation</c>.</summary>
    public string Field => string.Create(CultureInfo.InvariantCulture, $"{Device}:{Inode}:{Generation}");

    /// <summary>The signed token: base64url, one segment of a URL's path.</summary>
    /// <param name="key">The key to sign with.</param>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public string Sign(LinkKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!TokenLayout.IsValid(this))
            throw new ArgumentException($"No link can lead to {Field} at {Offset}+{Length} on '{Node}'.");
        return TokenLayout.Encode(this, key);
    }
}
