namespace Dachshund.Hocon;

/// <summary>The texts that a value, or each element of a list, may be.</summary>
/// <param name="texts">The texts; case-sensitive.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AllowedTextAttribute(params string[] texts) : Attribute
{
    /// <summary>The texts; case-sensitive.</summary>
    public IReadOnlyList<string> Texts { get; } = texts;
}
