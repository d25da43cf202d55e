namespace Dachshund.Channels.Http;

/// <summary>How far a call got.</summary>
internal enum CallState
{
    /// <summary>No byte of the body left this process: the message surely was not taken.</summary>
    NotSent,

    /// <summary>The body, or part of it, was sent, and no whole answer came.</summary>
    Unanswered,

    /// <summary>A status and a body came.</summary>
    Answered,
}
