namespace Dachshund.Journal.Appends;

/// <summary>What became of one file's part of an append.</summary>
public enum AppendOutcome
{
    /// <summary>Entries written, position moved.</summary>
    Ok,

    /// <summary>Another position is stored: go on from there, be it the new one, behind or ahead.</summary>
    Conflict,

    /// <summary>The journal has no room; nothing was written. Wait, and send it again.</summary>
    Full,
}
