namespace Dachshund.Alerting;

/// <summary>One delivery, for people to read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Channel">The channel.</param>
/// <param name="AlertId">The alert that it tells of.</param>
/// <param name="State"><c>sending</c>, <c>again</c> (waits to be sent again as it is), <c>sent</c> or <c>failed</c>.</param>
public sealed record DeliverySummary(string Id, string Channel, string AlertId, string State)
{
    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Events that it tells for the first time.</summary>
    public long New { get; init; }

    /// <summary>The last attempt's number.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether it was or will be marked as a possible repeat.</summary>
    public bool PossibleRepeat { get; init; }

    /// <summary>When the last attempt was taken, Unix ms on the router's clock.</summary>
    public long TakenMs { get; init; }

    /// <summary>What the last attempt's outcome said.</summary>
    public string Reason { get; init; } = "";
}
