namespace Dachshund.Hocon;

/// <summary>Where a value was written: the place a person has to look at to change it.</summary>
/// <param name="Source">The file as the user named it, or what stands for one: <c>--set key</c>, <c>default</c>, <c>watch</c>.</param>
/// <param name="Line">The line, from 1; 0 when the source has no lines.</param>
/// <param name="Column">The column in UTF-16 units, from 1; 0 when the source has no lines.</param>
public readonly record struct Origin(string Source, int Line, int Column)
{
    /// <summary>The origin of a value that no source sets.</summary>
    public static Origin Default { get; } = new("default", 0, 0);

    /// <summary><c>file:line</c>, or the source alone when it has no lines.</summary>
    /// <returns>The text that starts an error line.</returns>
    public override string ToString() => Line > 0 ? $"{Source}:{Line}" : Source;
}
