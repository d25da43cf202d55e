namespace Dachshund.Alerting;

/// <summary>What the book holds, for people to read.</summary>
/// <param name="Alerts">The live alerts, the latest notice first.</param>
/// <param name="Channels">Every configured channel.</param>
/// <param name="Deliveries">Open and remembered deliveries, the newest first.</param>
public sealed record BookSummary(
    IReadOnlyList<AlertSummary> Alerts,
    IReadOnlyList<ChannelSummary> Channels,
    IReadOnlyList<DeliverySummary> Deliveries)
{
    /// <summary>The silences, the one that ends first in front.</summary>
    public IReadOnlyList<Silence> Silences { get; init; } = [];

    /// <summary>Fields of the stored state that could not be read; they are left as they are.</summary>
    public IReadOnlyList<string> UnreadableFields { get; init; } = [];
}
