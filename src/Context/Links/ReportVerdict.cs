namespace Dachshund.Context.Links;

/// <summary>A node's judgement of a token of a report.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="AuditId">Names the token where the token itself must not stand, as in <see cref="LinkVerdict"/>.</param>
/// <param name="Token">What it says; null unless the outcome is <see cref="LinkOutcome.Valid"/>.</param>
public readonly record struct ReportVerdict(LinkOutcome Outcome, string AuditId, ReportToken? Token);
