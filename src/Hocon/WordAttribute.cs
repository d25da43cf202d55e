namespace Dachshund.Hocon;

/// <summary>A word that stands for a number: <c>[Word("auto", 0)]</c>.</summary>
/// <param name="text">The word.</param>
/// <param name="value">What it stands for.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordAttribute(string text, int value) : Attribute
{
    /// <summary>The word.</summary>
    public string Text { get; } = text;

    /// <summary>What it stands for; it need not be within the range of the number.</summary>
    public int Value { get; } = value;
}
