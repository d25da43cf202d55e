using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>inputs { }</c>.</summary>
internal static class InputRules
{
    private static readonly string[] OfOneRule = ["keywords", "regex", "exclude", "severity", "ignore-case"];

    public static void Check(IReadOnlyDictionary<string, InputConfiguration> inputs, HoconPoint at, Findings findings)
    {
        NameRules.CheckKeys(inputs.Keys, at, findings);
        foreach (var (name, input) in inputs)
            CheckInput(input, at.Field(name), findings);
    }

    private static void CheckInput(InputConfiguration input, HoconPoint at, Findings findings)
    {
        var paths = at.Field("paths");
        if (input.Paths.Count == 0 && paths.IsSet)
            findings.Error(paths, "must have at least one file, folder or glob");
        for (var i = 0; i < input.Paths.Count; i++)
        {
            if (input.Paths[i].Length == 0 || input.Paths[i].Contains('\0', StringComparison.Ordinal))
                findings.Error(paths.Item(i), "is no path");
        }

        LabelRules.Check(input.Labels, at.Field("labels"), findings);
        if (at.Field("rules").IsSet)
            CheckRules(input, at, findings);
        else
            PatternRules.Check(input.Keywords, input.Regex, input.Exclude, at, ", or rules { NAME { ... } }", findings);
    }

    private static void CheckRules(InputConfiguration input, HoconPoint at, Findings findings)
    {
        foreach (var key in OfOneRule.Where(key => at.Field(key).IsSet))
            findings.Error(at.Field(key), "an input is one rule or has rules { }, never both; put it into a rule");
        var rules = at.Field("rules");
        if (input.Rules.Count == 0)
            findings.Error(rules, "must have at least one rule");
        NameRules.CheckKeys(input.Rules.Keys, rules, findings);
        foreach (var (name, rule) in input.Rules)
            PatternRules.Check(rule.Keywords, rule.Regex, rule.Exclude, rules.Field(name), "", findings);
    }
}
