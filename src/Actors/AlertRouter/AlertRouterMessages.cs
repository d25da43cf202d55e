using Dachshund.Alerting;

namespace Dachshund.Actors.AlertRouter;

/// <summary>Asks the router what it holds; answered by <see cref="RouterStatus"/>.</summary>
public sealed record RouterQuery
{
    /// <summary>The only one.</summary>
    public static readonly RouterQuery Instance = new();
}

/// <summary>What the router holds.</summary>
/// <param name="Owned">Whether this process holds its lease and has its state.</param>
/// <param name="Cursor">The last notice that was folded.</param>
/// <param name="NowMs">The router's clock, Unix ms.</param>
/// <param name="Book">Alerts, channels, deliveries.</param>
public sealed record RouterStatus(bool Owned, string Cursor, long NowMs, BookSummary Book);

/// <summary>To the router: somebody put something into its inbox, or the poll came round.</summary>
internal sealed record LookAtInbox
{
    public static readonly LookAtInbox Instance = new();
}
