using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dachshund.Actors.Emergency;

/// <summary>What was said of an outage: kept in a file, as nothing else can be written then. Immutable.</summary>
/// <param name="SinceMs">Since when Redis is away, Unix ms; 0 for no outage that anybody was told of.</param>
/// <param name="Told">The channels that were told, and not yet that it is over.</param>
/// <param name="Trying">The channels that the message of now may have reached: it was sent, and no answer is known.</param>
/// <param name="Ending">Whether the message of now says that it is over.</param>
internal sealed record EmergencyMemory(long SinceMs, ImmutableArray<string> Told, ImmutableArray<string> Trying, bool Ending)
{
    public static readonly EmergencyMemory Empty = new(0, [], [], false);

    [JsonIgnore]
    public bool IsEmpty => Told.IsEmpty && Trying.IsEmpty;

    /// <summary>Without the channels that nobody has any more.</summary>
    public EmergencyMemory Only(IEnumerable<string> channels)
    {
        var known = channels.ToHashSet(StringComparer.Ordinal);
        return this with { Told = [.. Told.Where(known.Contains)], Trying = [.. Trying.Where(known.Contains)] };
    }

    /// <summary>From here on it is said that the outage is over, to all who may have heard of it; or no longer.</summary>
    public EmergencyMemory Turn(bool ending) => ending == Ending
        ? this
        : ending
            ? this with { Ending = true, Told = [.. Told.Union(Trying, StringComparer.Ordinal)], Trying = [] }
            : this with { Ending = false, Trying = [] };

    /// <summary>It is about to be sent to a channel.</summary>
    public EmergencyMemory Try(string channel) => this with { Trying = [.. Trying.Remove(channel), channel] };

    /// <summary>The channel surely did not take it.</summary>
    public EmergencyMemory Failed(string channel) => this with { Trying = Trying.Remove(channel) };

    /// <summary>The channel took it.</summary>
    public EmergencyMemory Took(string channel) => this with
    {
        Trying = Trying.Remove(channel),
        Told = Ending ? Told.Remove(channel) : [.. Told.Remove(channel), channel],
    };
}
