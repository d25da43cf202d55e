using Dachshund.Matching;

namespace Dachshund.Actors.Node;

/// <summary>The compiled rules for each set of inputs that matches a file: a few sets, however many files.</summary>
internal sealed class RuleSets(IReadOnlyList<TailedInput> inputs)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RuleSet> _sets = [];

    /// <summary>The rules of these inputs together.</summary>
    public RuleSet For(IReadOnlyList<string> names)
    {
        lock (_lock)
        {
            var key = string.Join(' ', names);
            if (!_sets.TryGetValue(key, out var set))
                _sets.Add(key, set = RuleSet.Compile(
                    [.. inputs.Where(input => names.Contains(input.Name)).SelectMany(input => input.Rules)]));
            return set;
        }
    }
}
