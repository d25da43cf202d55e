namespace Dachshund.Hocon;

/// <summary>Marks a list, or a map of lists, whose lists may be written as one value: <c>host = web-1</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneOrManyAttribute : Attribute;
