using System.Text.Json.Serialization;

namespace Dachshund.Alerting.Folding;

/// <summary>What one channel is owed of one alert. Times are on the router's clock.</summary>
internal sealed class ChannelAccount
{
    public string Channel { get; set; } = "";
    public long Owed { get; set; }
    public long Told { get; set; }
    public long Failed { get; set; }
    public long Moved { get; set; }

    /// <summary>Kept back by a silence, and over when it ended.</summary>
    public long Silenced { get; set; }

    public long InFlight { get; set; }

    /// <summary>The open delivery, if any: at most one for each account.</summary>
    public string? Delivery { get; set; }

    public long ToldMark { get; set; }
    public long? LastMessageMs { get; set; }
    public long? PendingSinceMs { get; set; }

    /// <summary>Attempts at the next message that the channel did not take.</summary>
    public int Attempts { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>Whether the next message is written plainer, because the channel refused the last one.</summary>
    public bool Plainer { get; set; }

    /// <summary>Whether the next message may repeat one that arrived.</summary>
    public bool MayRepeat { get; set; }

    [JsonIgnore]
    public long Pending => Owed - Told - Failed - Moved - Silenced - InFlight;
}
