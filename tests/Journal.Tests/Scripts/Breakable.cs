namespace Dachshund.Journal.Tests.Scripts;

/// <summary>How an argument can be broken.</summary>
public enum Breakable
{
    /// <summary>Anything but its own form is broken.</summary>
    Strict,

    /// <summary>A text that must not be empty or hold a blank.</summary>
    Word,

    /// <summary>A text that must not be empty.</summary>
    Filled,

    /// <summary>Any text will do.</summary>
    Free,
}
