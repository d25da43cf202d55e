namespace Dachshund.Actors.DailyReport;

/// <summary>What one channel has done over all time.</summary>
/// <param name="Told">Events sent.</param>
/// <param name="Failed">Events given up.</param>
public sealed record ChannelTotals(long Told, long Failed);
