namespace Dachshund.Hocon;

/// <summary>On a record: a single value may stand for it, and means this one key of it, as in <c>tasks = [backup]</c>.</summary>
/// <param name="key">The key.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortFormAttribute(string key) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
