namespace Dachshund.Hocon;

/// <summary>A place in a configuration, whether or not something is set there.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">What is set there; null when nothing is.</param>
/// <param name="Nearest">Where the value is set, else where the nearest object or list around it is.</param>
public readonly record struct HoconPoint(string Path, HoconValue? Value, Origin Nearest)
{
    /// <summary>Where the value is set; <see cref="Hocon.Origin.Default"/> when it is not.</summary>
    public Origin Origin => Value?.Origin ?? Origin.Default;

    /// <summary>Whether something is set there.</summary>
    public bool IsSet => Value is not null;

    /// <summary>The place of a field.</summary>
    /// <param name="key">One key.</param>
    /// <returns>The place.</returns>
    public HoconPoint Field(string key) =>
        Below(HoconPath.Append(Path, key), Value is HoconObject fields && fields.TryGet(key, out var found) ? found : null);

    /// <summary>The place of an element of a list, or of an object with numbers as keys, or of a single value.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <returns>The place.</returns>
    public HoconPoint Item(int index)
    {
        var array = Value as HoconArray ?? (Value is HoconObject fields && fields.TryAsArray(out var numbered) ? numbered : null);
        if (array is null && Value is HoconScalar)
            return this;
        return Below($"{Path}[{index}]", array is not null && index < array.Items.Length ? array.Items[index] : null);
    }

    private HoconPoint Below(string path, HoconValue? value) => new(path, value, value?.Origin ?? Nearest);
}
