using System.Collections.Immutable;

namespace Dachshund.Hocon.Resolution;

/// <summary>
/// A value resolved one level deep: what it is and which cells it holds. Objects may refer to their own fields only
/// because the fields are not resolved along with the object.
/// </summary>
internal abstract class Head(Origin origin)
{
    public Origin Origin { get; } = origin;

    public sealed class Scalar(HoconScalar value) : Head(value.Origin)
    {
        public HoconScalar Value { get; } = value;
    }

    public sealed class Array(ImmutableArray<Cell> items, Origin origin) : Head(origin)
    {
        public ImmutableArray<Cell> Items { get; } = items;
    }

    public sealed class Object(OrderedDictionary<string, Cell> fields, Origin origin) : Head(origin)
    {
        public OrderedDictionary<string, Cell> Fields { get; } = fields;
    }
}
