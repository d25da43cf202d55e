namespace Dachshund.Journal;

/// <summary>
/// The journal cannot be used as it is: a setting, a limit or a defect. Redis being away is never an exception.
/// </summary>
public sealed class JournalException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="fault">What kind of fault it is.</param>
    /// <param name="message">The fact, the setting or limit by its name, and what to do.</param>
    /// <param name="inner">What caused it, if anything did.</param>
    public JournalException(JournalFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of fault it is.</summary>
    public JournalFault Fault { get; }
}
