namespace Dachshund.Hocon;

/// <summary>
/// On an abstract record: one of the records that may stand for it, chosen by the value of a key, as in
/// <c>type = dingtalk</c>.
/// </summary>
/// <param name="key">The key that chooses; the same for all variants of one record.</param>
/// <param name="name">The value that chooses this one.</param>
/// <param name="type">The record.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class VariantAttribute(string key, string name, Type type) : Attribute
{
    /// <summary>The key that chooses.</summary>
    public string Key { get; } = key;

    /// <summary>The value that chooses this one.</summary>
    public string Name { get; } = name;

    /// <summary>The record.</summary>
    public Type Type { get; } = type;
}
