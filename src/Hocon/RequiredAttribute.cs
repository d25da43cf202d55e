namespace Dachshund.Hocon;

/// <summary>Marks a value that must be set wherever its record is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
