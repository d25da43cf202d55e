namespace Dachshund.Alerting;

/// <summary>What one channel was told of one alert. Owed = told + failed + moved + silenced + in flight + pending.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Owed">Events that were routed to it.</param>
/// <param name="Told">Of these: sent.</param>
/// <param name="Failed">Of these: given up.</param>
/// <param name="Moved">Of these: told in the channel's digest instead.</param>
/// <param name="InFlight">Of these: in a delivery that is not finished.</param>
/// <param name="Pending">Of these: waiting.</param>
public sealed record AccountSummary(
    string Channel, long Owed, long Told, long Failed, long Moved, long InFlight, long Pending)
{
    /// <summary>Of these: kept back by a silence, and over when it ended.</summary>
    public long Silenced { get; init; }

    /// <summary>Attempts at the next message that the channel refused so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Why the last of these was refused.</summary>
    public string Reason { get; init; } = "";
}
