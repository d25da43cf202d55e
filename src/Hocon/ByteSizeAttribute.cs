namespace Dachshund.Hocon;

/// <summary>Marks a <see cref="long"/> or <see cref="int"/> that is a size in bytes: <c>4K</c>, <c>1 MiB</c>, a bare number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ByteSizeAttribute : Attribute;
