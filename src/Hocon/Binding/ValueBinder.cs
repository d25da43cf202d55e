using System.Collections;

namespace Dachshund.Hocon.Binding;

/// <summary>Binds values by the type of their slot. Null is the outcome of an error, which has then been told.</summary>
internal sealed class ValueBinder
{
    private readonly BindErrors _errors;
    private readonly ScalarBinder _scalars;

    public ValueBinder(BindErrors errors)
    {
        _errors = errors;
        _scalars = new ScalarBinder(errors);
    }

    /// <summary>Binds the record at the top; what is wrong there leaves its defaults.</summary>
    public object BindRoot(Type type, HoconValue source) =>
        Bind(new Slot(type, null), source, "", null) ?? RecordShape.Of(type).Create(null);

    private object? Bind(Slot slot, HoconValue source, string path, object? defaults)
    {
        var type = Nullable.GetUnderlyingType(slot.Type) ?? slot.Type;
        if (ScalarBinder.Handles(type))
            return _scalars.Bind(slot.Of(type), source, path);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition == typeof(IReadOnlyList<>))
            return BindList(slot, type.GetGenericArguments()[0], source, path);
        if (source is HoconScalar { Kind: not HoconScalarKind.Null } && RecordShape.Of(type).ShortForm is { } key)
            return BindShort(RecordShape.Of(type), key, source, path);
        if (source is not HoconObject fields)
            return Mismatch(source, path, "an object { ... }");
        if (type == typeof(HoconObject))
            return fields;
        return definition == typeof(IReadOnlyDictionary<,>)
            ? BindMap(slot, type.GetGenericArguments()[1], fields, path)
            : BindVariant(RecordShape.Of(type), fields, path, defaults);
    }

    private IList? BindList(Slot slot, Type element, HoconValue source, string path)
    {
        var list = (IList?)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))
            ?? throw new InvalidOperationException("no list");
        if (source is HoconScalar { Kind: not HoconScalarKind.Null } && slot.IsOneOrMany)
        {
            Add(Bind(slot.Of(element), source, path, null));
            return list;
        }

        var array = source as HoconArray;
        if (array is null && (source is not HoconObject fields || !fields.TryAsArray(out array)))
        {
            Mismatch(source, path, "a list [ ... ]");
            return null;
        }

        for (var i = 0; i < array.Items.Length; i++)
            Add(Bind(slot.Of(element), array.Items[i], $"{path}[{i}]", null));
        return list;

        void Add(object? item)
        {
            if (item is not null)
                list.Add(item);
        }
    }

    private IDictionary BindMap(Slot slot, Type element, HoconObject source, string path)
    {
        var type = typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), element);
        var map = (IDictionary?)Activator.CreateInstance(type) ?? throw new InvalidOperationException("no map");
        foreach (var (key, value) in source.Fields)
        {
            if (Bind(slot.Of(element), value, HoconPath.Append(path, key), null) is { } item)
                map.Add(key, item);
        }

        return map;
    }

    private object? BindVariant(RecordShape shape, HoconObject source, string path, object? defaults)
    {
        if (shape.Variants.Count == 0)
            return BindRecord(shape, source, path, defaults, chosenBy: null);
        var key = shape.Variants.Values.First().Key;
        var names = string.Join(", ", shape.Variants.Keys);
        var below = HoconPath.Append(path, key);
        if (!source.TryGet(key, out var chosen))
            _errors.Add(source.Origin, below, $"is required: one of {names}");
        else if (chosen is not HoconScalar { Kind: HoconScalarKind.Text, Text: var name })
            Mismatch(chosen, below, $"one of {names}");
        else if (!shape.Variants.TryGetValue(name, out var variant))
            _errors.Add(chosen.Origin, below, $"\"{name}\" is not known; one of {names}{NearestWord.Hint(name, shape.Variants.Keys)}");
        else
            return BindRecord(RecordShape.Of(variant.Type), source, path, null, key);
        return null;
    }

    private object? BindRecord(RecordShape shape, HoconObject source, string path, object? defaults, string? chosenBy)
    {
        var record = shape.Create(defaults);
        foreach (var (key, value) in source.Fields)
        {
            var below = HoconPath.Append(path, key);
            if (shape.Properties.TryGetValue(key, out var property))
            {
                var bound = Bind(new Slot(property.PropertyType, property), value, below, property.GetValue(record));
                if (bound is not null)
                    property.SetValue(record, bound);
            }
            else if (key != chosenBy)
            {
                _errors.Add(value.Origin, below, UnknownKey(shape, key));
            }
        }

        foreach (var (key, property) in shape.Properties)
        {
            if (!source.TryGet(key, out _) && Attribute.IsDefined(property, typeof(RequiredAttribute)))
                _errors.Add(source.Origin, HoconPath.Append(path, key), "is required");
        }

        return record;
    }

    private object BindShort(RecordShape shape, string key, HoconValue source, string path)
    {
        var record = shape.Create(null);
        var property = shape.Properties[key];
        if (Bind(new Slot(property.PropertyType, property), source, path, null) is { } bound)
            property.SetValue(record, bound);
        return record;
    }

    private static string UnknownKey(RecordShape shape, string key)
    {
        var hint = NearestWord.Hint(key, shape.Properties.Keys);
        return hint.Length > 0
            ? $"there is no such key{hint}"
            : $"there is no such key; known here: {string.Join(", ", shape.Properties.Keys)}";
    }

    private object? Mismatch(HoconValue source, string path, string expected)
    {
        _errors.Add(source.Origin, path, $"must be {expected}, but is {Article(source)}");
        return null;
    }

    internal static string Article(HoconValue value) =>
        value is HoconObject ? "an object" : value.TypeName is "null" or "text" ? value.TypeName : $"a {value.TypeName}";
}
