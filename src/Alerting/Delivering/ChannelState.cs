namespace Dachshund.Alerting.Delivering;

/// <summary>What is stored of a channel: its totals, and how long it is left alone. Times are on the router's clock.</summary>
internal sealed class ChannelState
{
    public string Name { get; set; } = "";
    public long Owed { get; set; }
    public long Told { get; set; }
    public long Failed { get; set; }
    public long Silenced { get; set; }
    public int Failures { get; set; }
    public long? FailingSinceMs { get; set; }
    public long NotBeforeMs { get; set; }

    /// <summary>When <see cref="NotBeforeMs"/> was set.</summary>
    public long HeldMs { get; set; }

    public bool Paused { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>When the other channels were last told that this one fails.</summary>
    public long? RaisedMs { get; set; }
}
