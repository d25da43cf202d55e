namespace Dachshund.Hocon;

/// <summary>What kind of thing went wrong with a HOCON text.</summary>
public enum HoconReason
{
    /// <summary>The text is not HOCON.</summary>
    Syntax,

    /// <summary>An included or named file is missing, unreadable, includes itself, or is of a kind that is refused.</summary>
    Include,

    /// <summary>A substitution has no value, refers to itself, or joins values that cannot be joined.</summary>
    Substitution,

    /// <summary>The text is larger, deeper or expands further than <see cref="HoconLimits"/> allows.</summary>
    Limit,
}
