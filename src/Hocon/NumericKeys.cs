using System.Collections.Immutable;
using System.Globalization;

namespace Dachshund.Hocon;

/// <summary>The rule by which an object counts as a list: keys that are whole numbers give the order, gaps close up.</summary>
internal static class NumericKeys
{
    public static ImmutableArray<T> Sort<T>(IEnumerable<KeyValuePair<string, T>> fields)
    {
        var numbered = new List<(int Index, T Value)>();
        foreach (var (key, value) in fields)
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                numbered.Add((index, value));
        }

        return [.. numbered.OrderBy(static item => item.Index).Select(static item => item.Value)];
    }
}
