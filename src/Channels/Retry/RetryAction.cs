namespace Dachshund.Channels.Retry;

/// <summary>What to do after an attempt.</summary>
public enum RetryAction
{
    /// <summary>Nothing: it arrived.</summary>
    Done,

    /// <summary>Try again after the delay.</summary>
    Wait,

    /// <summary>Render it anew by the hint, then try again.</summary>
    Rerender,

    /// <summary>Stop trying: say so where people see it.</summary>
    GiveUp,
}
