namespace Dachshund.Matching.Grouping;

/// <summary>A line of the chunk in hand: where its text starts and how long it is, without the line break, bytes.</summary>
internal readonly record struct LineRange(int Start, int Length);
