namespace Dachshund.TestKit.Channels;

/// <summary>What goes wrong with a call.</summary>
public enum FakeFaultKind
{
    /// <summary>The call is done as usual; its answer comes later, by <see cref="FakeFault.Delay"/>.</summary>
    Delay,

    /// <summary>
    /// The call is done as usual (accepted, if it is right); the connection breaks instead of the answer.
    /// </summary>
    ResetBeforeReply,

    /// <summary>The connection breaks before the body is read; nothing is accepted.</summary>
    ResetBeforeRead,

    /// <summary>The call is done as usual; the connection breaks in the middle of the answer.</summary>
    ResetMidReply,

    /// <summary>
    /// A gateway answers in the server's place with <see cref="FakeFault.Status"/>; nothing is accepted.
    /// </summary>
    Http,

    /// <summary>A page for people with status 200 comes in the server's place; nothing is accepted.</summary>
    Html200,

    /// <summary>The call is done as usual; the second half of its answer's body is missing.</summary>
    TruncatedJson,

    /// <summary>The call is done as usual; its answer lacks the field that says how it went.</summary>
    NoCodeField,

    /// <summary>The call is done as usual; its answer has fields that nobody knows.</summary>
    ExtraFields,

    /// <summary>
    /// The answer is <see cref="FakeFault.Status"/> and <see cref="FakeFault.Body"/>; nothing is accepted.
    /// </summary>
    Answer,
}
