using System.Collections.Immutable;
using Dachshund.Journal;
using Dachshund.Journal.Appends;

namespace Dachshund.Actors.DropFolder;

/// <summary>To itself: read what the journal has of the folder, then begin.</summary>
internal sealed record OpenDropFolder
{
    public static readonly OpenDropFolder Instance = new();
}

/// <summary>To itself: look at the whole folder.</summary>
internal sealed record ScanDropFolder
{
    public static readonly ScanDropFolder Instance = new();
}

/// <summary>To itself: a file may have been quiet for long enough.</summary>
internal sealed record GoOnDropping
{
    public static readonly GoOnDropping Instance = new();
}

/// <summary>To itself: remove what is too old.</summary>
internal sealed record RemoveOldFiles
{
    public static readonly RemoveOldFiles Instance = new();
}

/// <summary>To itself: the delay after a call that was refused, or whose outcome is unknown, is over.</summary>
internal sealed record SendAgain(IReadOnlyList<DropStep> Steps);

/// <summary>An append ended, well or not.</summary>
internal sealed record DropsAppended(IReadOnlyList<DropStep> Steps, Call<AppendAnswer> Call);

/// <summary>An append, or without steps a reading, ended in no answer at all.</summary>
internal sealed record DropsFailed(IReadOnlyList<DropStep> Steps, Exception Failure);

/// <summary>The stored checkpoints of this host were read, or not.</summary>
/// <param name="DataSet">The data set that Redis had before.</param>
/// <param name="History">The history that it was in before.</param>
internal sealed record DropsRead(string DataSet, string History, Call<ImmutableArray<StoredCheckpoint>> Call);
