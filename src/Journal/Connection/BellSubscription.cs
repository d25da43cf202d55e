namespace Dachshund.Journal.Connection;

/// <summary>Ends one listener's interest when disposed.</summary>
internal sealed class BellSubscription(BellBoard board, string channel, long ticket) : IDisposable
{
    public void Dispose() => board.Remove(channel, ticket);
}
