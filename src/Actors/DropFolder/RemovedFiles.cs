using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Alerting;
using Dachshund.Journal.Entries;

namespace Dachshund.Actors.DropFolder;

/// <summary>How it stands in the journal that an old file was removed. It is no problem: it is only counted.</summary>
public static class RemovedFiles
{
    /// <summary>The kind of the entries.</summary>
    public const string Kind = "removed";

    private const string Bytes = "bytes";

    /// <summary>One file.</summary>
    /// <param name="host">The host.</param>
    /// <param name="folder">The folder that is named in the configuration.</param>
    /// <param name="sizeBytes">How long the file was.</param>
    internal static JournalEntry Entry(string host, string folder, long sizeBytes) => new()
    {
        Kind = Kind,
        Host = host,
        Severity = Severities.Info,
        Count = 1,
        Path = folder,
        Data = ImmutableSortedDictionary<string, string>.Empty.Add(Bytes, sizeBytes.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>How long the file was that an entry says was removed.</summary>
    internal static long BytesOf(JournalEntry entry) =>
        long.TryParse(entry.Data.GetValueOrDefault(Bytes), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
}
