using System.Globalization;

namespace Dachshund.Journal.Streams;

/// <summary>A cursor as it is stored.</summary>
/// <param name="Field">The consumer group, or the stream.</param>
/// <param name="Id">Id of the last entry read.</param>
/// <param name="EntriesRead">How many entries of the stream's whole life it has passed.</param>
/// <param name="CommittedAtMs">Its last commit, Unix ms of Redis.</param>
/// <param name="Expired">Whether it lost its hold: entries that it has not read may have been dropped.</param>
public sealed record StoredCursor(string Field, string Id, long EntriesRead, long CommittedAtMs, bool Expired)
{
    internal static StoredCursor? Parse(string field, string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 4
            && IsId(parts[0])
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? new StoredCursor(field, parts[0], read, time, parts[3] == "expired")
            : null;
    }

    private static bool IsId(string text) =>
        text.Split('-') is [var ms, var sequence]
        && ulong.TryParse(ms, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && ulong.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
