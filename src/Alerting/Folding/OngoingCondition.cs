namespace Dachshund.Alerting.Folding;

/// <summary>A condition that began at a time (Unix ms) and did not end.</summary>
internal sealed record OngoingCondition(string Key, string Host, long SinceMs);
