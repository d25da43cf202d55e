namespace Dachshund.Alerting.Delivering;

/// <summary>A delivery as it is stored. Times are on the router's clock.</summary>
internal sealed class DeliveryState
{
    public string Id { get; set; } = "";
    public string Channel { get; set; } = "";
    public string Group { get; set; } = "";
    public DeliveryPhase Phase { get; set; }
    public string Title { get; set; } = "";

    /// <summary>The text without a mark of repetition; empty once the delivery is finished.</summary>
    public string Body { get; set; } = "";

    public List<string>? Targets { get; set; }
    public int Rank { get; set; }
    public long New { get; set; }
    public long Mark { get; set; }
    public int Attempt { get; set; }

    /// <summary>Whether it was sent, or may have been: it stays the text it is, and says so.</summary>
    public bool MayRepeat { get; set; }

    /// <summary>Whether it tells of what may have been told in other messages.</summary>
    public bool IsDigest { get; set; }

    public bool Plainer { get; set; }
    public string Incarnation { get; set; } = "";
    public long WaitingSinceMs { get; set; }
    public long TakenMs { get; set; }
    public long NotBeforeMs { get; set; }
    public long FinishedMs { get; set; }
    public int Doubts { get; set; }
    public int Parts { get; set; }
    public string Reason { get; set; } = "";
}
