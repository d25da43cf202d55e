namespace Dachshund.Context.Links;

/// <summary>A node's judgement of a token.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="AuditId">Names the token where the token itself must not stand: 16 hexadecimal digits of its SHA-256;
/// <c>-</c> for a text that is too long to be one.</param>
/// <param name="Token">What it says; null unless the outcome is <see cref="LinkOutcome.Valid"/>.</param>
public readonly record struct LinkVerdict(LinkOutcome Outcome, string AuditId, LinkToken? Token);
