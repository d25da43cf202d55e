using System.Globalization;

namespace Dachshund.Tailing;

/// <summary>Where reading of one generation of one file has come to, with what is needed to find the file again.
/// Immutable.</summary>
/// <param name="Identity">The identity under which the position is stored.</param>
/// <param name="Generation">Counts the contents that this identity has had: 0, then one more for each truncation and
/// for each time the inode was given to another file.</param>
/// <param name="Offset">Bytes from the start of the file that are dealt with; always the start of a line.</param>
/// <param name="Head">The hash of the file's first bytes as far as they were known.</param>
/// <param name="Path">The name the file had last.</param>
/// <param name="Done">Whether the file was read to its end and is not going to grow.</param>
public sealed record FileCheckpoint(
    FileIdentity Identity, int Generation, long Offset, FileHead Head, string Path, bool Done)
{
    /// <summary>The name of the position in a store: <c>device:inode:generation</c>, decimal.</summary>
    public string Field => string.Create(
        CultureInfo.InvariantCulture, $"{Identity.Device}:{Identity.Inode}:{Generation}");

    /// <summary>Reads what <see cref="Field"/> wrote.</summary>
    /// <param name="field">Text of the form <c>device:inode:generation</c>.</param>
    /// <param name="identity">The identity in it.</param>
    /// <param name="generation">The generation in it, 0 or more.</param>
    /// <returns>False for any other text.</returns>
    public static bool TryParseField(string? field, out FileIdentity identity, out int generation)
    {
        identity = default;
        generation = 0;
        var parts = (field ?? "").Split(':');
        if (parts.Length != 3
            || !ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var device)
            || !ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var inode)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out generation))
        {
            generation = 0;
            return false;
        }

        identity = new FileIdentity(device, inode);
        return true;
    }

    /// <summary>
    /// The checkpoint to offer <see cref="TailedFile.TryOpen"/> for a file: same inode, the same device before another
    /// one, the highest generation. Null where no checkpoint has the inode.
    /// </summary>
    /// <param name="identity">The file's identity now.</param>
    /// <param name="checkpoints">The checkpoints of this machine, those on the way to the store included: otherwise a
    /// generation that is not stored yet would be given twice.</param>
    public static FileCheckpoint? ChooseFor(FileIdentity identity, IEnumerable<FileCheckpoint> checkpoints)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        FileCheckpoint? best = null;
        foreach (var candidate in checkpoints)
        {
            if (candidate.Identity.Inode != identity.Inode)
                continue;
            if (best is null || IsBetter(candidate, best, identity.Device))
                best = candidate;
        }

        return best;
    }

    private static bool IsBetter(FileCheckpoint candidate, FileCheckpoint best, ulong device)
    {
        var candidateHere = candidate.Identity.Device == device;
        var bestHere = best.Identity.Device == device;
        return candidateHere != bestHere ? candidateHere : candidate.Generation > best.Generation;
    }
}
