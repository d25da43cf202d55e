using System.Collections.Immutable;

namespace Dachshund.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(ImmutableArray<HoconValue> items, Origin origin)
        : base(origin, items.Aggregate(1L, static (sum, item) => sum + item.Weight),
            items.Aggregate(1, static (depth, item) => Math.Max(depth, item.Depth + 1)))
    {
        Items = items;
    }

    /// <summary>The elements in order.</summary>
    public ImmutableArray<HoconValue> Items { get; }

    /// <inheritdoc/>
    public override string TypeName => "list";
}
