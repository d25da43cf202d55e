using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>alerting { }</c>. Labels of other nodes are not known here, so an unknown label is a warning only.</summary>
internal static class RouteRules
{
    private static readonly char[] GlobSigns = ['*', '?', '['];

    public static void Check(DachshundConfiguration value, HoconPoint root, Findings findings)
    {
        var at = root.Field("alerting");
        var channels = ChannelReferences.Known(value, root);
        var labels = LabelRules.Known(value);
        ChannelReferences.Check(value.Alerting.Channels, channels, at.Field("channels"), findings);
        CheckGroupBy(value.Alerting.GroupBy, labels, at.Field("group-by"), findings);
        for (var i = 0; i < value.Alerting.Routes.Count; i++)
        {
            var route = value.Alerting.Routes[i];
            var point = at.Field("routes").Item(i);
            ChannelReferences.Check(route.Channels, channels, point.Field("channels"), findings);
            CheckMatch(route.Match, labels, point.Field("match"), findings);
            CheckMatch(route.Except, labels, point.Field("except"), findings);
            CheckGroupBy(route.GroupBy ?? [], labels, point.Field("group-by"), findings);
            if (route.Match.Count == 0 && !route.Continue && i < value.Alerting.Routes.Count - 1 && route.Except.Count == 0)
                findings.Warn(point, "takes every alert, so the routes after it are never tried");
        }
    }

    private static void CheckGroupBy(
        IReadOnlyList<string> names, IReadOnlyCollection<string> labels, HoconPoint at, Findings findings)
    {
        for (var i = 0; i < names.Count; i++)
            CheckLabel(names[i], labels, at.Item(i), findings);
    }

    private static void CheckMatch(
        IReadOnlyDictionary<string, IReadOnlyList<string>> match, IReadOnlyCollection<string> labels, HoconPoint at,
        Findings findings)
    {
        foreach (var (label, values) in match)
        {
            var point = at.Field(label);
            CheckLabel(label, labels, point, findings);
            if (values.Count == 0)
                findings.Error(point, "has no values, so nothing would ever match");
            for (var i = 0; i < values.Count; i++)
                CheckValue(label, values[i], point.Item(i), findings);
        }
    }

    private static void CheckLabel(string label, IReadOnlyCollection<string> labels, HoconPoint at, Findings findings)
    {
        if (!labels.Contains(label))
            findings.Warn(at, $"no alert from this configuration has a label \"{label}\"{NearestWord.Hint(label, labels)}");
    }

    private static void CheckValue(string label, string value, HoconPoint at, Findings findings)
    {
        var known = label switch { "kind" => LabelRules.Kinds, "severity" => LabelRules.Severities, _ => null };
        if (known is null || known.Contains(value) || value.IndexOfAny(GlobSigns) >= 0)
            return;
        findings.Error(at, $"\"{value}\" is no {label}; there are {string.Join(", ", known)}{NearestWord.Hint(value, known)}");
    }
}
