namespace Dachshund.Journal.Leases;

/// <summary>What a process says when it asks which servers there are.</summary>
public enum MusterSign
{
    /// <summary>It is a server, and stays.</summary>
    Stay,

    /// <summary>It is a server, and leaves: nothing should be handed to it.</summary>
    Leave,

    /// <summary>Nothing: it only asks.</summary>
    None,
}
