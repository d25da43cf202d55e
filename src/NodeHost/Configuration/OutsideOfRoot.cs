using System.Collections.Immutable;
using Dachshund.Hocon;

namespace Dachshund.NodeHost.Configuration;

/// <summary>
/// Finds settings that were written beside <c>dachshund { }</c>, where they would do nothing. Other keys there are
/// allowed: substitutions may use them.
/// </summary>
internal static class OutsideOfRoot
{
    public static ImmutableArray<ConfigError> Find(HoconObject root, string rootKey)
    {
        var errors = ImmutableArray.CreateBuilder<ConfigError>();
        var known = typeof(DachshundConfiguration).GetProperties().Select(static p => HoconBinder.KeyOf(p.Name)).ToHashSet();
        foreach (var (key, value) in root.Fields)
        {
            if (key == rootKey)
                continue;
            if (known.Contains(key))
                errors.Add(new ConfigError(value.Origin, key, $"has no effect here; put it into {rootKey} {{ }}"));
            else if (value is HoconObject && NearestWord.Find(key, [rootKey]) is not null)
                errors.Add(new ConfigError(value.Origin, key, $"there is no such key (did you mean \"{rootKey}\"?)"));
        }

        return errors.ToImmutable();
    }
}
