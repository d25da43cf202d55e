namespace Dachshund.Journal.Streams;

/// <summary>How far a stream is folded by this consumer group.</summary>
/// <param name="Lease">The lease of whoever folds it.</param>
/// <param name="Cursor">The last id that is folded.</param>
/// <param name="Next">The oldest id that waits; empty when none does.</param>
/// <param name="Owner">Who holds the lease, <c>host:incarnation</c>; empty when nobody does.</param>
public sealed record StreamWait(string Lease, string Cursor, string Next, string Owner);
