using System.Collections.Immutable;

namespace Dachshund.Journal.Entries;

/// <summary>
/// All matches of one rule and template in one chunk; or lost bytes, a drop-folder file, a check-in, hello or bye.
/// </summary>
public sealed record JournalEntry
{
    /// <summary>
    /// What it is: <c>match</c>, <c>lost-bytes</c>, <c>input</c>, <c>drop-file</c>, <c>task</c>, <c>hello</c>, <c>bye</c>; a reader
    /// must expect others.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Name of the host that it comes from.</summary>
    public required string Host { get; init; }

    /// <summary>The input.</summary>
    public string Input { get; init; } = string.Empty;

    /// <summary>The rule.</summary>
    public string Rule { get; init; } = string.Empty;

    /// <summary><c>critical</c>, <c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public string Severity { get; init; } = string.Empty;

    /// <summary>Labels of the node and the input.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Id of the template.</summary>
    public string TemplateId { get; init; } = string.Empty;

    /// <summary>The template.</summary>
    public string Template { get; init; } = string.Empty;

    /// <summary>How many lines it stands for.</summary>
    public long Count { get; init; }

    /// <summary>Where the first line begins, bytes.</summary>
    public long FirstOffset { get; init; }

    /// <summary>Where the last line ends, bytes.</summary>
    public long LastEnd { get; init; }

    /// <summary>When the first line was read, Unix ms of the host.</summary>
    public long FirstTime { get; init; }

    /// <summary>When the last line was read, Unix ms of the host.</summary>
    public long LastTime { get; init; }

    /// <summary>Up to three lines.</summary>
    public ImmutableArray<EntrySample> Samples { get; init; } = [];

    /// <summary>The checkpoint field of its file.</summary>
    public string Field { get; init; } = string.Empty;

    /// <summary>Path of its file.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Whether it was appended before, in a history that Redis lost.</summary>
    public bool Again { get; init; }

    /// <summary>What else its kind needs.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
