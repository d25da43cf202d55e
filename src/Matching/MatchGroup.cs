using System.Collections.Immutable;

namespace Dachshund.Matching;

/// <summary>All lines of one chunk that one rule took and that share a template.</summary>
/// <param name="Input">The rule's input.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Severity">The rule's severity.</param>
/// <param name="TemplateId">See <see cref="Matching.Template.Of"/>; of the text "other" for the overflow group.</param>
/// <param name="Template">The masked line, at most 512 bytes of UTF-8, or "other".</param>
/// <param name="Count">Exactly how many lines.</param>
/// <param name="FirstOffset">Where the first of them starts in the file, bytes.</param>
/// <param name="LastEnd">Where the last of them ends in the file, after its line break, bytes.</param>
/// <param name="Samples">The first of them, at most three, in the file's order.</param>
public sealed record MatchGroup(
    string Input,
    string Rule,
    Severity Severity,
    string TemplateId,
    string Template,
    long Count,
    long FirstOffset,
    long LastEnd,
    ImmutableArray<MatchSample> Samples);
