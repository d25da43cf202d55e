namespace Dachshund.Hocon;

/// <summary>One thing that is wrong with a configuration. Never holds the value of a secret.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Path">The path of the value, or empty when the error is about the text itself.</param>
/// <param name="Message">What is wrong and what is allowed, one line.</param>
public sealed record ConfigError(Origin Origin, string Path, string Message)
{
    /// <summary><c>file:line: path: message</c>.</summary>
    /// <returns>One line for stderr.</returns>
    public override string ToString() =>
        Path.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Path}: {Message}";
}
