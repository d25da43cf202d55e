namespace Dachshund.Alerting.Folding;

/// <summary>A sample and the group's mark when it came.</summary>
internal sealed record MarkedSample(NoticeSample Sample, long Mark);
