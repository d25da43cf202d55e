using System.Globalization;

namespace Dachshund.Journal.Appends;

/// <summary>What is kept with a position, to find its file again.</summary>
/// <param name="HeadLength">How many bytes of the file's beginning are hashed.</param>
/// <param name="HeadHash">Their hash.</param>
/// <param name="Path">The file's last path; may be empty.</param>
/// <param name="Done">Whether the file was read to its end and will not grow.</param>
public sealed record CheckpointNote(int HeadLength, ulong HeadHash, string Path, bool Done)
{
    /// <summary>The note of something that is no file.</summary>
    public static CheckpointNote None { get; } = new(0, 0, string.Empty, false);

    // The wire picture: `<head length> <head hash> <0|1> <path>`; the path is last because it may hold anything.
    internal string Format() =>
        string.Create(CultureInfo.InvariantCulture, $"{HeadLength} {HeadHash:x16} {(Done ? 1 : 0)} {Path}");

    internal static CheckpointNote? Parse(string text)
    {
        var parts = text.Split(' ', 4);
        if (parts.Length != 4
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || !ulong.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
        {
            return null;
        }

        return new CheckpointNote(length, hash, parts[3], parts[2] == "1");
    }
}
