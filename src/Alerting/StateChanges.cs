namespace Dachshund.Alerting;

/// <summary>What changed in the book since the last time it was asked; to be committed as one.</summary>
/// <param name="Alerts">Fields of the hash <c>router:alerts</c>.</param>
/// <param name="Deliveries">Fields of the hash <c>router:deliveries</c>.</param>
/// <param name="Silences">Fields of the hash <c>router:silences</c>.</param>
public sealed record StateChanges(
    IReadOnlyList<FieldChange> Alerts, IReadOnlyList<FieldChange> Deliveries, IReadOnlyList<FieldChange> Silences)
{
    /// <summary>Whether nothing changed.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>How many fields are written or deleted.</summary>
    public int Count => Alerts.Count + Deliveries.Count + Silences.Count;

    /// <summary>The bytes of all bodies.</summary>
    public long Bytes => Alerts.Concat(Deliveries).Concat(Silences).Sum(c => (long)(c.Body?.Length ?? 0));
}
