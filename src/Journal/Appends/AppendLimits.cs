using System.Collections.Immutable;

namespace Dachshund.Journal.Appends;

/// <summary>How much one append may carry, and how to divide what is more.</summary>
public static class AppendLimits
{
    /// <summary>Entries in one append.</summary>
    public const int EntriesMax = 256;

    /// <summary>Bytes in one append: entries, fields, positions and notes.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>Files in one append.</summary>
    public const int FilesMax = 500;

    /// <summary>Bytes that one file's part takes.</summary>
    /// <param name="file">The part.</param>
    public static int SizeBytes(AppendFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var size = (3 * (file.Field.Length + file.Note.Path.Length)) + file.Expected.Length + file.Position.Length + 48;
        foreach (var entry in file.Entries)
            size += entry.Length;
        return size;
    }

    /// <summary>
    /// Divides files, in their order, into as few appends as the limits allow. Each file stays whole.
    /// </summary>
    /// <param name="files">The files.</param>
    /// <exception cref="JournalException">One file alone is beyond a limit; its chunk must be made smaller.</exception>
    public static IReadOnlyList<ImmutableArray<AppendFile>> Split(IReadOnlyList<AppendFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var batches = new List<ImmutableArray<AppendFile>>();
        var batch = ImmutableArray.CreateBuilder<AppendFile>();
        var (entries, size) = (0, 0);
        foreach (var file in files)
        {
            var fileSize = SizeBytes(file);
            RequireFits(1, file.Entries.Length, fileSize);
            if (batch.Count == FilesMax || entries + file.Entries.Length > EntriesMax || size + fileSize > BytesMax)
            {
                batches.Add(batch.DrainToImmutable());
                (entries, size) = (0, 0);
            }

            batch.Add(file);
            (entries, size) = (entries + file.Entries.Length, size + fileSize);
        }

        if (batch.Count > 0)
            batches.Add(batch.DrainToImmutable());
        return batches;
    }

    internal static void Require(IReadOnlyList<AppendFile> files)
    {
        var (entries, size) = (0, 0);
        foreach (var file in files)
            (entries, size) = (entries + file.Entries.Length, size + SizeBytes(file));
        RequireFits(files.Count, entries, size);
    }

    private static void RequireFits(int files, int entries, int size)
    {
        if (files > FilesMax)
            throw Beyond($"{files} files", $"{FilesMax} files");
        if (entries > EntriesMax)
            throw Beyond($"{entries} entries", $"{EntriesMax} entries");
        if (size > BytesMax)
            throw Beyond($"{size} bytes", $"{BytesMax} bytes");
    }

    private static JournalException Beyond(string given, string limit) =>
        new(JournalFault.Limit, $"an append of {given} is beyond the limit of {limit}; divide it (AppendLimits.Split)");
}
