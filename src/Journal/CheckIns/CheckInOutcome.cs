namespace Dachshund.Journal.CheckIns;

/// <summary>What became of a check-in.</summary>
public enum CheckInOutcome
{
    /// <summary>It is in the journal.</summary>
    Done,

    /// <summary>It was there before: an answer was lost, and it was sent again.</summary>
    Again,

    /// <summary>The journal has no room; nothing was written. Wait, and send it again.</summary>
    Full,
}
