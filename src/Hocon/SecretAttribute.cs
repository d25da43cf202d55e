namespace Dachshund.Hocon;

/// <summary>Marks a value that is never printed: not in an error, not in the effective configuration.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
