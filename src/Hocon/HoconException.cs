using System.Collections.Immutable;

namespace Dachshund.Hocon;

/// <summary>
/// A HOCON text cannot be read or resolved. The only exception that leaves parsing and resolving, whatever the input.
/// </summary>
public sealed class HoconException : Exception
{
    /// <summary>An error at one place.</summary>
    /// <param name="reason">The kind.</param>
    /// <param name="origin">The place.</param>
    /// <param name="message">What is wrong and what is allowed.</param>
    public HoconException(HoconReason reason, Origin origin, string message)
        : this(reason, [new ConfigError(origin, "", message)])
    {
    }

    /// <summary>Several errors found in one go.</summary>
    /// <param name="reason">The kind of the first.</param>
    /// <param name="errors">At least one error.</param>
    public HoconException(HoconReason reason, ImmutableArray<ConfigError> errors)
        : base(string.Join('\n', errors))
    {
        Reason = reason;
        Errors = errors;
    }

    /// <summary>The kind of the first error.</summary>
    public HoconReason Reason { get; }

    /// <summary>Every error found, in the order of discovery; at least one.</summary>
    public ImmutableArray<ConfigError> Errors { get; }

    /// <summary>Where the first error is.</summary>
    public Origin Origin => Errors[0].Origin;
}
