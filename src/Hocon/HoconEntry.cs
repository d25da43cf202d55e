namespace Dachshund.Hocon;

/// <summary>One value of a resolved configuration that holds no other keys.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">A scalar, a list, or an empty object.</param>
public sealed record HoconEntry(string Path, HoconValue Value)
{
    /// <summary>Where it was written.</summary>
    public Origin Origin => Value.Origin;
}
