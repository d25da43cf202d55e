using System.Collections.Immutable;

namespace Dachshund.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(ImmutableArray<HoconValue> items, Origin origin)
        : base(origin, items.Aggregate(1L, static (sum, item) => sum + item.Weight))
    {
        Items = items;
    }

    /// <summary>The elements in order.</summary>
    public ImmutableArray<HoconValue> Items { get; }

    /// <inheritdoc/>
    public override string TypeName => "list";
}
