namespace Dachshund.Journal.Sessions;

/// <summary>What became of the wish to end a node's session.</summary>
public enum ExpelOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>The node still beats: nothing was changed.</summary>
    Beats,

    /// <summary>Its session had ended before.</summary>
    Ended,

    /// <summary>Nothing is stored of a node of that name.</summary>
    Unknown,
}
