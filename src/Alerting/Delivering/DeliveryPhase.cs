using System.Text.Json.Serialization;

namespace Dachshund.Alerting.Delivering;

/// <summary>Where a delivery stands. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryPhase>))]
internal enum DeliveryPhase
{
    /// <summary>An attempt is out, or was when its process died.</summary>
    Sending,

    /// <summary>It waits to be sent again as it is.</summary>
    Again,

    /// <summary>The channel took it.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Failed,
}
