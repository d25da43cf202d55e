namespace Dachshund.Actors.JournalWriter;

/// <summary>What the writer must know after a crash of its own, and can't learn from tailers or Redis. Owned by the writer's
/// turn.</summary>
internal sealed class WriterMemory
{
    /// <summary>The ends of files that are finished.</summary>
    public FinishedFiles Finished { get; } = new();

    /// <summary>Fields that only the hint in data-dir knows.</summary>
    public HashSet<string> Hinted { get; } = [];

    /// <summary>What is stored in which data set; null before that is known.</summary>
    public PositionsStored? Start { get; set; }

    /// <summary>The data set that acknowledged the positions; empty before the first start.</summary>
    public string DataSet { get; set; } = "";

    /// <summary>The last turn that was given out: no turn is given twice.</summary>
    public long Turns { get; set; }
}
