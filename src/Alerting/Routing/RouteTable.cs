using System.Collections.Immutable;

namespace Dachshund.Alerting.Routing;

/// <summary>The configured routes with their channels worked out. Immutable.</summary>
internal sealed class RouteTable
{
    private readonly ImmutableArray<RouteEntry> _routes;
    private readonly Dictionary<string, RouteEntry> _byId = new(StringComparer.Ordinal);
    private readonly RouteEntry _default;
    private readonly RouteEntry _report;

    public RouteTable(AlertingOptions options, IReadOnlyList<string> channels)
    {
        var defaults = Known(options.Channels, channels) ?? [.. channels];
        _default = new RouteEntry("default", new RouteOptions(), defaults, [.. options.GroupBy]);
        _routes = [.. options.Routes.Select(route => new RouteEntry(
            RouteEntry.IdOf(route),
            route,
            Known(route.Channels, channels) ?? defaults,
            [.. route.GroupBy ?? options.GroupBy]))];
        foreach (var route in _routes)
            _byId.TryAdd(route.Id, route);
        _report = new RouteEntry(
            "report", new RouteOptions(), Known(options.ReportChannels, channels) ?? defaults, ["rule", "template"]);
    }

    /// <summary>The channels that a notice goes to when no route takes it.</summary>
    public ImmutableArray<string> DefaultChannels => _default.Channels;

    /// <summary>A route's own timing; that of no route when it isn't configured any more.</summary>
    public RouteOptions OptionsOf(string routeId) => _byId.GetValueOrDefault(routeId, _default).Options;

    /// <summary>Where a notice goes: at least one hit, whose channels may be none (nowhere, on purpose).</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="except">A channel that must not get it, as the notice is about it; or null.</param>
    public IReadOnlyList<RouteHit> Resolve(Notice notice, string? except)
    {
        if (notice.Kind == NoticeKinds.Report)
            return [new RouteHit(_report, _report.Channels)];
        var served = new HashSet<string>(StringComparer.Ordinal);
        if (except is not null)
            served.Add(except);
        var hits = new List<RouteHit>(1);
        foreach (var route in _routes)
        {
            if (!route.Takes(notice))
                continue;
            hits.Add(new RouteHit(route, [.. route.Channels.Where(served.Add)]));
            if (!route.Options.Continue)
                break;
        }

        if (hits.Count == 0 || (except is not null && hits.TrueForAll(h => h.Channels.IsEmpty)))
            hits.Add(new RouteHit(_default, [.. _default.Channels.Where(served.Add)]));
        return hits;
    }

    // Null when names were given but none of them is a channel: a typing error must not make an alert vanish.
    private static ImmutableArray<string>? Known(IReadOnlyList<string> names, IReadOnlyList<string> channels)
    {
        if (names.Contains("*"))
            return [.. channels];
        ImmutableArray<string> known = [.. names.Where(channels.Contains).Distinct()];
        return known.IsEmpty && names.Count > 0 ? null : known;
    }
}
