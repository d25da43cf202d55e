using Dachshund.Journal.Commits;

namespace Dachshund.Actors.AlertRouter;

/// <summary>How many notices one commit folds: as many as leave its changes well below what a commit may carry.</summary>
internal sealed class RouterBatch
{
    private const int NoticesMax = 128;
    private const int NoticesAtFirst = 8;
    private const int DueAtMost = 32;
    private const long BytesWanted = CommitLimits.BytesMax / 4;

    /// <summary>How many to read next.</summary>
    public int Size { get; private set; } = NoticesAtFirst;

    /// <summary>How many messages to take at a time: each is committed with its text and its alert.</summary>
    public int DueMax { get; private set; } = DueAtMost;

    /// <summary>What was taken made more than a commit holds.</summary>
    public void Shrink() => (Size, DueMax) = (Math.Max(1, Size / 4), Math.Max(1, DueMax / 4));

    /// <summary>A commit was done.</summary>
    public void Committed() => DueMax = Math.Min(DueAtMost, DueMax * 2);

    /// <summary>So many notices made changes of so many bytes.</summary>
    public void Measure(int notices, long bytes)
    {
        if (notices < Size / 2)
            return;
        if (bytes > BytesWanted)
            Size = Math.Max(1, Size / 4);
        else if (bytes < BytesWanted / 4)
            Size = Math.Min(NoticesMax, Size * 2);
    }
}
