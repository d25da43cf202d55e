using System.Collections.Immutable;

namespace Dachshund.Hocon.Resolution;

/// <summary>
/// A value whose documents are merged and whose includes are read, but whose substitutions are not replaced.
/// </summary>
internal abstract class Expression(Origin origin)
{
    public Origin Origin { get; } = origin;

    public sealed class Scalar(HoconScalar value, bool isSpace) : Expression(value.Origin)
    {
        public HoconScalar Value { get; } = value;

        /// <summary>Whether this is white space between parts, which vanishes beside objects and lists.</summary>
        public bool IsSpace { get; } = isSpace;
    }

    public sealed class Array(ImmutableArray<Expression> items, Origin origin) : Expression(origin)
    {
        public ImmutableArray<Expression> Items { get; } = items;
    }

    public sealed class Concatenation(ImmutableArray<Expression> parts, Origin origin) : Expression(origin)
    {
        public ImmutableArray<Expression> Parts { get; } = parts;
    }

    /// <summary>What <c>key += value</c> adds: one element to whatever the layers below give.</summary>
    public sealed class Appended(Expression item) : Expression(item.Origin)
    {
        public Expression Item { get; } = item;
    }

    public sealed class Substitution(ImmutableArray<ImmutableArray<string>> paths, bool optional, Origin origin)
        : Expression(origin)
    {
        /// <summary>Where to look, in order: relative to the include first, then from the root.</summary>
        public ImmutableArray<ImmutableArray<string>> Paths { get; } = paths;

        public bool Optional { get; } = optional;
    }

    /// <summary>The value of another field, as the lower layer of a merged one.</summary>
    public sealed class Reference(Cell cell, Origin origin) : Expression(origin)
    {
        public Cell Cell { get; } = cell;
    }

    /// <summary>An object literal; mutable while documents are merged into it, not after.</summary>
    public sealed class Object(Origin origin) : Expression(origin)
    {
        public OrderedDictionary<string, List<Expression>> Fields { get; } = new(StringComparer.Ordinal);

        /// <summary>Lays a value over what the key holds.</summary>
        public void Add(string key, Expression value)
        {
            if (!Fields.TryGetValue(key, out var layers))
                Fields.Add(key, layers = []);

            // A simple value or list hides everything below it for good, and looks at nothing below.
            if (value is Scalar or Array)
                layers.Clear();
            if (value is Object upper && layers.Count > 0 && layers[^1] is Object lower)
                lower.Merge(upper);
            else
                layers.Add(value);
        }

        private void Merge(Object upper)
        {
            foreach (var (key, layers) in upper.Fields)
            {
                foreach (var layer in layers)
                    Add(key, layer);
            }
        }
    }
}
