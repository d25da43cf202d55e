using System.Text.Json.Serialization;

namespace Dachshund.Alerting.Folding;

/// <summary>What a group is made of. Stored by name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GroupForm>))]
internal enum GroupForm
{
    /// <summary>One route, kind and set of group-by values.</summary>
    Normal,

    /// <summary>What came when there were too many groups: one for each route and kind.</summary>
    Other,

    /// <summary>What one channel may have been told before Redis went back.</summary>
    Digest,

    /// <summary>What a silence keeps from one channel.</summary>
    Silenced,
}
