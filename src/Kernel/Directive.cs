namespace Dachshund.Kernel;

/// <summary>What a supervisor does with a child that failed.</summary>
public enum Directive
{
    /// <summary>The child goes on with its state; the failing message is dropped.</summary>
    Resume,

    /// <summary>A new instance takes over path, ref and mailbox; the failing message is dropped.</summary>
    Restart,

    /// <summary>The child stops.</summary>
    Stop,

    /// <summary>The supervisor itself fails with the same cause.</summary>
    Escalate,
}
