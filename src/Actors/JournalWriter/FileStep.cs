using System.Collections.Immutable;
using Dachshund.Tailing;

namespace Dachshund.Actors.JournalWriter;

/// <summary>One file's part of one append: from the acknowledged position to the next, with what was found between them.</summary>
internal sealed record FileStep(
    FileLine Line,
    long Turn,
    FileCheckpoint? From,
    FileCheckpoint To,
    ImmutableArray<ReadOnlyMemory<byte>> Entries,
    int Credits);
