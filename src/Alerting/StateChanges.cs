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

    /// <summary>
    /// Divides them, for changes that need not be committed as one. Alerts come before deliveries: should only the first parts
    /// be stored, a message may be sent again, and is marked; none is taken for sent that was not.
    /// </summary>
    /// <param name="countMax">Fields in a part, at most.</param>
    /// <param name="bytesMax">Bytes after which a part ends.</param>
    public IEnumerable<StateChanges> Split(int countMax, long bytesMax)
    {
        var fields = Alerts.Select(change => (change, 0)).Concat(Deliveries.Select(change => (change, 1)))
            .Concat(Silences.Select(change => (change, 2)));
        var part = new List<(FieldChange Change, int Hash)>();
        var bytes = 0L;
        foreach (var field in fields)
        {
            part.Add(field);
            bytes += field.change.Body?.Length ?? 0;
            if (part.Count < countMax && bytes < bytesMax)
                continue;
            yield return Of(part);
            part.Clear();
            bytes = 0;
        }

        if (part.Count > 0)
            yield return Of(part);
    }

    private static StateChanges Of(List<(FieldChange Change, int Hash)> part)
    {
        return new StateChanges(In(0), In(1), In(2));

        List<FieldChange> In(int hash) => [.. part.Where(field => field.Hash == hash).Select(field => field.Change)];
    }

    /// <summary>The bytes of all bodies.</summary>
    public long Bytes => Alerts.Concat(Deliveries).Concat(Silences).Sum(c => (long)(c.Body?.Length ?? 0));
}
