using System.Collections.Immutable;
using Dachshund.Journal.Appends;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>Look at the folders again: the poll, or a hint of inotify that names no file we know.</summary>
internal sealed record ScanFolders
{
    public static readonly ScanFolders Instance = new();
}

/// <summary>The catalog's first message to itself: read what the journal knows.</summary>
internal sealed record OpenCatalog
{
    public static readonly OpenCatalog Instance = new();
}

/// <summary>A tailer's first message to itself: open the file.</summary>
internal sealed record OpenFile
{
    public static readonly OpenFile Instance = new();
}

/// <summary>A hint of inotify; one that comes when nobody looks any more is not missed.</summary>
internal sealed record Hinted(WatchHint Hint) : IDeadLetterSuppression;

/// <summary>Nobody waits for hints any more: the one who did has stopped, so this may reach nobody.</summary>
internal sealed class HintsEnded : IDeadLetterSuppression
{
    public static readonly HintsEnded Instance = new();
}

/// <summary>To a tailer: the file may have grown, shrunk or moved, or its gauge says something new; look.</summary>
internal sealed record LookAtFile
{
    public static readonly LookAtFile Instance = new();
}

// What tailers tell the catalog, each the same again at the next start: one that ends misses nothing by it.

/// <summary>From a tailer: the position to start at is stored in the journal; reading begins.</summary>
internal sealed record StartStored(FileIdentity Identity) : IDeadLetterSuppression;

/// <summary>From a tailer: everything in the file up to now is matched and its hits are in the journal.</summary>
/// <param name="Ticket">The gauge's ticket that this answers.</param>
internal sealed record FileDrained(FileIdentity Identity, int Ticket) : IDeadLetterSuppression;

/// <summary>From a tailer: the file is finished and its place is stored as done.</summary>
internal sealed record FileFinished(FileIdentity Identity) : IDeadLetterSuppression;

/// <summary>From a tailer: the file could not be opened; it may be there.</summary>
internal sealed record FileTrouble(FileIdentity Identity, string Problem) : IDeadLetterSuppression;

/// <summary>From a tailer: the file was gone before it could be opened.</summary>
internal sealed record FileGone(FileIdentity Identity) : IDeadLetterSuppression;

/// <summary>The catalog's own append ended: marks of inputs, or troubles that were told.</summary>
/// <param name="Verdicts">The verdicts, in the order of the request; null when not all could be asked for.</param>
internal sealed record InputsAppended(IReadOnlyList<AppendVerdict>? Verdicts) : IDeadLetterSuppression;

/// <summary>Asks the catalog what is tailed; answered by <see cref="TailingStatus"/>.</summary>
public sealed record TailingQuery
{
    /// <summary>The only one.</summary>
    public static readonly TailingQuery Instance = new();
}

/// <summary>What the node tails.</summary>
/// <param name="Started">Whether every file that was there at the start has its start position stored.</param>
/// <param name="CaughtUp">Whether everything that was in those files at the start is in the journal.</param>
/// <param name="Files">The files, sorted by path.</param>
/// <param name="Problems">Paths that can't be read, each with its reason; one line each.</param>
public sealed record TailingStatus(
    bool Started, bool CaughtUp, ImmutableArray<TailedFileStatus> Files, ImmutableArray<string> Problems);

/// <summary>One tailed file.</summary>
/// <param name="Path">Its path now.</param>
/// <param name="SizeBytes">Its size at the last look, in bytes.</param>
/// <param name="StoredBytes">Up to where it is in the journal, in bytes.</param>
public sealed record TailedFileStatus(string Path, long SizeBytes, long StoredBytes);

/// <summary>What is tailed, in numbers.</summary>
/// <param name="LagBytes">How much of all files is not in the journal yet, in bytes.</param>
/// <param name="Problems">Paths that can't be read, each with its reason; one line each.</param>
internal sealed record TailingFacts(int Files, long LagBytes, ImmutableArray<string> Problems);
