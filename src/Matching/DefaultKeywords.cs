using System.Collections.Immutable;

namespace Dachshund.Matching;

/// <summary>The keywords looked for when nobody says any.</summary>
public static class DefaultKeywords
{
    /// <summary>
    /// What programs and system services write when something is wrong, case-sensitive: an upper-case level, a class
    /// name or the brackets of a web server, so that a plain "error" within a sentence is no match.
    /// </summary>
    public static ImmutableArray<string> All { get; } =
    [
        "ERROR", "FATAL", "CRITICAL", "PANIC", "Exception", "Traceback", "panic:",
        "[error]", "[crit]", "[alert]", "[emerg]", "Error:", "error:",
        "Failed with result", "Out of memory", "segfault",
    ];
}
