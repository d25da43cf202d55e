using System.Collections.Immutable;

namespace Dachshund.Tailing.Scanning;

/// <summary>A set of inputs, made once and shared by all files that it matches: thousands of files have a few sets
/// among them.</summary>
internal sealed class InputSet
{
    private readonly IReadOnlyList<CatalogInput> inputs;
    private readonly bool[] members;
    private readonly Dictionary<int, InputSet> larger = [];

    private InputSet(IReadOnlyList<CatalogInput> inputs, bool[] members)
    {
        this.inputs = inputs;
        this.members = members;
        Names = [.. inputs.Where((_, index) => members[index]).Select(input => input.Name).Distinct()];
    }

    /// <summary>The names, in the order of the inputs.</summary>
    public ImmutableArray<string> Names { get; }

    public static InputSet None(IReadOnlyList<CatalogInput> inputs) => new(inputs, new bool[inputs.Count]);

    public InputSet With(int input)
    {
        if (members[input])
            return this;
        if (!larger.TryGetValue(input, out var set))
        {
            var more = (bool[])members.Clone();
            more[input] = true;
            larger.Add(input, set = new InputSet(inputs, more));
        }

        return set;
    }

    public InputSet With(InputSet other)
    {
        var set = this;
        for (var input = 0; input < members.Length; input++)
        {
            if (other.members[input])
                set = set.With(input);
        }

        return set;
    }
}
