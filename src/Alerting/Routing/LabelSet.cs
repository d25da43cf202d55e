namespace Dachshund.Alerting.Routing;

/// <summary>The labels of a notice: the built-in ones first, then the user's own.</summary>
internal static class LabelSet
{
    /// <summary>The value of a label; empty when the notice doesn't have it.</summary>
    public static string Get(Notice notice, string label) => label switch
    {
        "kind" => notice.Kind,
        "host" => notice.Host,
        "input" => notice.Input,
        "rule" => notice.Rule,
        "severity" => notice.Severity,
        "template" => notice.TemplateId.Length > 0 ? notice.TemplateId : notice.Template,
        _ => notice.Labels.TryGetValue(label, out var value) ? value : "",
    };

    /// <summary>Whether each label has one of its values or globs; so it is when there is no label.</summary>
    public static bool MatchesAll(Notice notice, IReadOnlyDictionary<string, IReadOnlyList<string>> labels)
    {
        foreach (var (label, globs) in labels)
            if (!Matches(notice, label, globs))
                return false;
        return true;
    }

    /// <summary>Whether a label's value is one of these; a template is known by its id and by its text.</summary>
    public static bool Matches(Notice notice, string label, IReadOnlyList<string> globs)
    {
        var value = Get(notice, label);
        foreach (var glob in globs)
            if (Glob.Matches(glob, value) || (label == "template" && Glob.Matches(glob, notice.Template)))
                return true;
        return false;
    }
}
