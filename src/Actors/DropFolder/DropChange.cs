using Dachshund.Journal.Entries;

namespace Dachshund.Actors.DropFolder;

/// <summary>What is made of a file: what the journal is to have for it, and what is told with it.</summary>
/// <param name="Position">The content that it is about, or <c>gone</c> to forget the file.</param>
/// <param name="Entry">What is told; null when nothing is.</param>
internal sealed record DropChange(string Position, JournalEntry? Entry)
{
    /// <summary>Whether the file is missing.</summary>
    public bool Gone { get; init; }

    /// <summary>This one after another one that was not sent: all that both have to tell.</summary>
    public DropChange After(DropChange? earlier)
    {
        if (earlier?.Entry is not { } told)
            return this;
        return this with
        {
            // Only one text is told of a file at a time, the newest; but each change counts.
            Entry = Entry is not { } mine || mine.Kind != told.Kind
                ? told
                : mine with { Count = told.Count + mine.Count, FirstTime = told.FirstTime, Again = told.Again || mine.Again },
        };
    }
}
