using Dachshund.Tailing;

namespace Dachshund.Actors.Matcher;

/// <summary>Bytes of a file that are passed over unmatched: what is told of them.</summary>
/// <param name="File">The file's checkpoint behind them.</param>
/// <param name="Start">The first of them.</param>
/// <param name="End">Behind the last of them.</param>
/// <param name="Reason">Why, as the end of a sentence.</param>
internal sealed record LostBytes(FileCheckpoint File, long Start, long End, string Reason)
{
    /// <summary>Why bytes of an open file are lost that it doesn't hold any more.</summary>
    public const string Rewritten = "the file was truncated or rewritten before they were read";

    /// <summary>Why bytes of a file are lost that was seen but never opened.</summary>
    public const string Gone = "the file was gone before it could be opened";

    /// <summary>Why bytes of a file are lost that Redis knows no more of.</summary>
    public const string WentBack = "Redis went back, and the file was truncated or rewritten since";

    /// <summary>Whether they lie below a position that Redis had acknowledged before it went back.</summary>
    public bool Again { get; init; }
}
