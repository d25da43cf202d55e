namespace Dachshund.Alerting.Tests;

/// <summary>The two hashes, as Redis would keep them.</summary>
internal sealed class Store
{
    private readonly Dictionary<string, byte[]> _alerts;
    private readonly Dictionary<string, byte[]> _deliveries;

    public Store()
        : this([], [])
    {
    }

    private Store(Dictionary<string, byte[]> alerts, Dictionary<string, byte[]> deliveries) =>
        (_alerts, _deliveries) = (alerts, deliveries);

    public IReadOnlyDictionary<string, byte[]> Alerts => _alerts;

    public IReadOnlyDictionary<string, byte[]> Deliveries => _deliveries;

    public Store Copy() => new(new(_alerts), new(_deliveries));

    public void Commit(AlertBook book)
    {
        var changes = book.TakeChanges();
        Apply(_alerts, changes.Alerts);
        Apply(_deliveries, changes.Deliveries);
    }

    public AlertBook Load(AlertBook empty)
    {
        empty.Load(_alerts, _deliveries);
        return empty;
    }

    public void Put(string alert, byte[] body) => _alerts[alert] = body;

    private static void Apply(Dictionary<string, byte[]> hash, IReadOnlyList<FieldChange> changes)
    {
        foreach (var (field, body) in changes)
            if (body is null)
                hash.Remove(field);
            else
                hash[field] = body;
    }
}
