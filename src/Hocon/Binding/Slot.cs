using System.Reflection;

namespace Dachshund.Hocon.Binding;

/// <summary>What a value is bound to: the type, and what the property says of it. Elements share their list's marks.</summary>
internal sealed record Slot(Type Type, PropertyInfo? Property)
{
    public bool IsSecret => Mark<SecretAttribute>() is not null;

    public bool IsByteSize => Mark<ByteSizeAttribute>() is not null;

    public bool IsOneOrMany => Mark<OneOrManyAttribute>() is not null;

    public T? Mark<T>()
        where T : Attribute => Property?.GetCustomAttribute<T>();

    public Slot Of(Type element) => this with { Type = element };
}
