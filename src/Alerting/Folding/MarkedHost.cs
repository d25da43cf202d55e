namespace Dachshund.Alerting.Folding;

/// <summary>A host, the group's mark at its last notice, and when that was (Unix ms).</summary>
internal sealed record MarkedHost(string Host, long Mark, long TimeMs);
