namespace Dachshund.Kernel;

/// <summary>Which message a full mailbox gives up; it goes to dead letters as <see cref="Dropped"/>.</summary>
public enum FullMailbox
{
    /// <summary>The message that is being told. The mailbox is then lock-free.</summary>
    DropNewest,

    /// <summary>The message that has waited longest. Costs a lock and an allocation per message.</summary>
    DropOldest,
}
