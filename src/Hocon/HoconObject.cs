using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Dachshund.Hocon;

/// <summary>Values by key, in the order in which the keys were first written.</summary>
public sealed class HoconObject : HoconValue
{
    private readonly Dictionary<string, HoconValue> _byKey;

    internal HoconObject(ImmutableArray<KeyValuePair<string, HoconValue>> fields, Origin origin)
        : base(origin, fields.Aggregate(1L, static (sum, field) => sum + field.Key.Length + field.Value.Weight),
            fields.Aggregate(1, static (depth, field) => Math.Max(depth, field.Value.Depth + 1)))
    {
        Fields = fields;
        _byKey = new Dictionary<string, HoconValue>(fields, StringComparer.Ordinal);
    }

    /// <summary>The fields in order; keys are unique and case-sensitive.</summary>
    public ImmutableArray<KeyValuePair<string, HoconValue>> Fields { get; }

    /// <inheritdoc/>
    public override string TypeName => "object";

    /// <summary>Finds a field.</summary>
    /// <param name="key">One key, not a path.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string key, [NotNullWhen(true)] out HoconValue? value) => _byKey.TryGetValue(key, out value);

    /// <summary>
    /// Reads an object whose keys are numbers as a list, the way <c>.properties</c> files and <c>--set</c> write one.
    /// </summary>
    /// <param name="array">The values in numeric order of their keys; keys that are no numbers are left out.</param>
    /// <returns>Whether there was at least one such key.</returns>
    public bool TryAsArray([NotNullWhen(true)] out HoconArray? array)
    {
        var numbered = NumericKeys.Sort(Fields);
        array = numbered.Length == 0 ? null : new HoconArray(numbered, Origin);
        return array is not null;
    }
}
