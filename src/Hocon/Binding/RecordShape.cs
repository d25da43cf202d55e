using System.Collections.Concurrent;
using System.Reflection;

namespace Dachshund.Hocon.Binding;

/// <summary>The keys of a record, read once by reflection.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    private RecordShape(Type type)
    {
        Type = type;
        Properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property is { CanRead: true, CanWrite: true })
            .ToDictionary(static property => KebabCase.Of(property.Name), StringComparer.Ordinal);
        Variants = type.GetCustomAttributes<VariantAttribute>(inherit: false)
            .ToDictionary(static variant => variant.Name, StringComparer.Ordinal);
        ShortForm = type.GetCustomAttribute<ShortFormAttribute>(inherit: false)?.Key;
    }

    public Type Type { get; }

    public IReadOnlyDictionary<string, PropertyInfo> Properties { get; }

    /// <summary>The records that may stand for this abstract one; empty for others.</summary>
    public IReadOnlyDictionary<string, VariantAttribute> Variants { get; }

    /// <summary>The key that a single value means; null where only an object will do.</summary>
    public string? ShortForm { get; }

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, static type => new RecordShape(type));

    /// <summary>A new instance with the values of an older one, which may have defaults of its own.</summary>
    public object Create(object? defaults)
    {
        var instance = Activator.CreateInstance(Type)
            ?? throw new InvalidOperationException($"{Type.Name} has no parameterless constructor");
        if (defaults?.GetType() != Type)
            return instance;
        foreach (var property in Properties.Values)
            property.SetValue(instance, property.GetValue(defaults));
        return instance;
    }
}
