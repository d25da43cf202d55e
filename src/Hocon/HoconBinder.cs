using Dachshund.Hocon.Binding;

namespace Dachshund.Hocon;

/// <summary>
/// Binds a configuration to immutable records. Keys are the kebab-case names of the properties; the defaults are those
/// of the records; every error is collected, with the place and, for an unknown word, the nearest known one.
/// <para>
/// Properties may be records, <see cref="IReadOnlyDictionary{TKey, TValue}"/> by name, <see cref="IReadOnlyList{T}"/>,
/// enums (kebab-case), bool, int, long, double, string, <see cref="TimeSpan"/>, sizes (<see cref="ByteSizeAttribute"/>),
/// nullable ones of these, abstract records with <see cref="VariantAttribute"/>, and <see cref="HoconObject"/> for what is
/// taken as it stands. Thread-safe.
/// </para>
/// </summary>
public static class HoconBinder
{
    /// <summary>Binds the object at a path; where there is none, the defaults are the outcome.</summary>
    /// <typeparam name="T">A record with a parameterless constructor and init properties.</typeparam>
    /// <param name="config">The configuration.</param>
    /// <param name="rootPath">The path of the object; paths in errors are relative to it.</param>
    /// <returns>The record, or all errors.</returns>
    public static BindResult<T> Bind<T>(HoconConfig config, string rootPath)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(rootPath);
        var errors = new BindErrors();
        config.TryGet(rootPath, out var source);
        source ??= new HoconObject([], Origin.Default);
        var bound = (T)new ValueBinder(errors).BindRoot(typeof(T), source);
        return new BindResult<T>(errors.Any ? null : bound, errors.Sorted()) { Partial = bound };
    }

    /// <summary>Writes a record as paths with values, in the order of its properties: the effective configuration.</summary>
    /// <param name="record">What <see cref="Bind{T}"/> gave, or a record of defaults.</param>
    /// <param name="source">The object that it was bound from; null for defaults.</param>
    /// <returns>Each value with its origin; the values of secrets are not in it.</returns>
    public static IEnumerable<EffectiveValue> Flatten(object record, HoconValue? source)
    {
        ArgumentNullException.ThrowIfNull(record);
        return RecordWriter.Write(record, new HoconPoint("", source, Origin.Default));
    }

    /// <summary>The key of a property: <c>AtUserIds</c> is <c>at-user-ids</c>.</summary>
    /// <param name="name">The name in C#.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string name) => KebabCase.Of(name);
}
