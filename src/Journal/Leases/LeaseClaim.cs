namespace Dachshund.Journal.Leases;

/// <summary>Why a lease may be taken.</summary>
public enum LeaseClaim
{
    /// <summary>Nobody owns it.</summary>
    Free,

    /// <summary>This host owns it already, by this process or an earlier one.</summary>
    Own,

    /// <summary>The owner's process is gone: its session is another's, it said goodbye, or presence says so.</summary>
    Gone,

    /// <summary>The owner's pulse stood still for the lease's time to live.</summary>
    Expired,
}
