using System.Collections.Immutable;
using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Rules;

/// <summary>The literals of all rules, each once, with the rules that each one decides. Used while compiling.</summary>
internal sealed class LiteralTable
{
    private readonly Dictionary<(string Latin1, bool IgnoreCase), int> _indexes = [];
    private readonly List<Literal> _literals = [];
    private readonly List<List<LiteralTarget>> _targets = [];

    public IReadOnlyList<Literal> Literals => _literals;

    public ImmutableArray<ImmutableArray<LiteralTarget>> Targets => [.. _targets.Select(list => list.ToImmutableArray())];

    public void Add(Literal literal, LiteralTarget target)
    {
        // One char a byte: bytes as a dictionary key.
        var key = (System.Text.Encoding.Latin1.GetString(literal.Bytes), literal.IgnoreCase);
        if (!_indexes.TryGetValue(key, out var index))
        {
            index = _literals.Count;
            _indexes.Add(key, index);
            _literals.Add(literal);
            _targets.Add([]);
        }

        if (!_targets[index].Contains(target)) _targets[index].Add(target);
    }
}
