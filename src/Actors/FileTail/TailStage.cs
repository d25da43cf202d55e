namespace Dachshund.Actors.FileTail;

/// <summary>What a tailer is about to do, and so what it waits for. The ways between them are drawn at
/// <see cref="FileTailActor"/>.</summary>
internal enum TailStage
{
    /// <summary>The file is to be opened.</summary>
    Opening,

    /// <summary>The writer was asked where to go on.</summary>
    Attaching,

    /// <summary>The start position is on its way into the journal.</summary>
    Starting,

    /// <summary>The file that had the path before is read first.</summary>
    Held,

    /// <summary>Chunks go out as long as there is credit.</summary>
    Reading,

    /// <summary>Nothing more is read of this generation; chunks may be on their way.</summary>
    Over,

    /// <summary>The generation's end is on its way into the journal.</summary>
    Ending,
}
