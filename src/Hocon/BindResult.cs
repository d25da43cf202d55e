using System.Collections.Immutable;

namespace Dachshund.Hocon;

/// <summary>The outcome of <see cref="HoconBinder.Bind{T}"/>.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Value">The record; null when there are errors.</param>
/// <param name="Errors">Everything that is wrong, in the order of the text.</param>
public sealed record BindResult<T>(T? Value, ImmutableArray<ConfigError> Errors)
    where T : class
{
    /// <summary>
    /// What could be bound, with the defaults in place of what could not: to look for more errors in it, never to run by.
    /// </summary>
    public required T Partial { get; init; }
}
