namespace Dachshund.Kernel.Mailboxes;

/// <summary>
/// What a mailbox calls; all but the last two on the owner's turn, one at a time. Nothing here may throw.
/// </summary>
internal interface IMailboxOwner
{
    void EnterTurn();

    void LeaveTurn();

    void OnSystem(SystemMessage message);

    void OnUser(in Envelope envelope);

    /// <summary>A system message that came after the end.</summary>
    void OnSystemAfterEnd(SystemMessage message);

    /// <summary>A user message that came, or was still there, after the end. Any thread.</summary>
    void OnUserAfterEnd(in Envelope envelope);

    /// <summary>The mailbox was full. Any thread.</summary>
    void OnDropped(in Envelope envelope);
}
