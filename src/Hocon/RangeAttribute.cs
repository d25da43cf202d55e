namespace Dachshund.Hocon;

/// <summary>The least and greatest value, both allowed, written like the value itself: <c>[Range("100ms", "1h")]</c>.</summary>
/// <param name="min">The least value.</param>
/// <param name="max">The greatest value.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(string min, string max) : Attribute
{
    /// <summary>The least value.</summary>
    public string Min { get; } = min;

    /// <summary>The greatest value.</summary>
    public string Max { get; } = max;
}
