using System.Collections.Immutable;

namespace Dachshund.Hocon;

/// <summary>One thing that is wrong with a configuration. Never holds the value of a secret.</summary>
/// <param name="Origin">Where it was written.</param>
/// <param name="Path">The path of the value, or empty when the error is about the text itself.</param>
/// <param name="Message">What is wrong and what is allowed, one line.</param>
public sealed record ConfigError(Origin Origin, string Path, string Message)
{
    /// <summary>Puts errors in the order of the text.</summary>
    /// <param name="errors">In any order.</param>
    /// <returns>By file, line and column.</returns>
    public static ImmutableArray<ConfigError> InOrder(IEnumerable<ConfigError> errors) =>
    [
        .. errors.OrderBy(static error => error.Origin.Source, StringComparer.Ordinal)
            .ThenBy(static error => error.Origin.Line).ThenBy(static error => error.Origin.Column),
    ];

    /// <summary><c>file:line: path: message</c>.</summary>
    /// <returns>One line for stderr.</returns>
    public override string ToString() =>
        Path.Length == 0 ? $"{Origin}: {Message}" : $"{Origin}: {Path}: {Message}";
}
