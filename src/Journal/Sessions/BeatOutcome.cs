namespace Dachshund.Journal.Sessions;

/// <summary>What became of a beat.</summary>
public enum BeatOutcome
{
    /// <summary>Stored.</summary>
    Ok,

    /// <summary>Another process has the session, or it is gone; nothing was stored.</summary>
    Fenced,

    /// <summary>Redis has another history; nothing was stored. Load again, and beat with the new one.</summary>
    Reload,

    /// <summary>Redis holds another data set; nothing was stored.</summary>
    DataSet,
}
