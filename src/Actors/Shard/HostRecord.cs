using System.Collections.Immutable;
using System.Globalization;

namespace Dachshund.Actors.Shard;

/// <summary>One host's record: a field of the shard's hash of hosts. Immutable.</summary>
/// <param name="State">Its state.</param>
/// <param name="AtMs">Since when, ms of the partition's clock.</param>
/// <param name="Outages">When it fell silent lately, ms of the partition's clock, oldest first.</param>
internal sealed record HostRecord(HostState State, long AtMs, ImmutableArray<long> Outages)
{
    public static readonly HostRecord Steady = new(HostState.Up, 0, []);

    /// <summary>Whether it says nothing that the beats don't say.</summary>
    public bool IsEmpty => State == HostState.Up && Outages.IsEmpty;

    public bool IsDown => State is HostState.Offline or HostState.Flapping;

    /// <summary>As it is stored: state, since when, outages.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{State.ToString().ToLowerInvariant()} {AtMs} {string.Join(',', Outages)}").TrimEnd();

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static HostRecord? TryParse(string text)
    {
        var parts = text.Split(' ');
        if (parts.Length is < 2 or > 3
            || !Enum.TryParse<HostState>(parts[0], ignoreCase: true, out var state)
            || !Enum.IsDefined(state)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return null;
        var outages = ImmutableArray.CreateBuilder<long>();
        foreach (var outage in parts.Length == 3 ? parts[2].Split(',') : [])
        {
            if (!long.TryParse(outage, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
                return null;
            outages.Add(ms);
        }

        return new HostRecord(state, at, outages.DrainToImmutable());
    }
}
