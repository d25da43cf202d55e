namespace Dachshund.Alerting;

/// <summary>One attempt that is to be made now, after the changes that say so are committed.</summary>
/// <param name="DeliveryId">The delivery's id, the same in every repeat of the same text.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Title">The title.</param>
/// <param name="Body">The body.</param>
public sealed record DueDelivery(string DeliveryId, string Channel, string Title, string Body)
{
    /// <summary>The targets that are still to be reached; null is all of the channel's.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether the message says that it may be a repeat.</summary>
    public bool PossibleRepeat { get; init; }

    /// <summary>The alert (group) that it tells of.</summary>
    public string AlertId { get; init; } = "";

    /// <summary>How many events it tells for the first time on this channel; 0 for a reminder.</summary>
    public long New { get; init; }

    /// <summary>The highest severity among them.</summary>
    public string Severity { get; init; } = Severities.Error;
}
