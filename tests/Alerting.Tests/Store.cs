namespace Dachshund.Alerting.Tests;

/// <summary>The hashes, as Redis would keep them.</summary>
internal sealed class Store
{
    private readonly Dictionary<string, byte[]> _alerts;
    private readonly Dictionary<string, byte[]> _deliveries;
    private readonly Dictionary<string, byte[]> _silences;

    public Store()
        : this([], [], [])
    {
    }

    private Store(Dictionary<string, byte[]> alerts, Dictionary<string, byte[]> deliveries, Dictionary<string, byte[]> silences) =>
        (_alerts, _deliveries, _silences) = (alerts, deliveries, silences);

    public IReadOnlyDictionary<string, byte[]> Alerts => _alerts;

    public IReadOnlyDictionary<string, byte[]> Deliveries => _deliveries;

    public Store Copy() => new(new(_alerts), new(_deliveries), new(_silences));

    public void Commit(AlertBook book)
    {
        var changes = book.TakeChanges();
        Apply(_alerts, changes.Alerts);
        Apply(_deliveries, changes.Deliveries);
        Apply(_silences, changes.Silences);
    }

    public AlertBook Load(AlertBook empty)
    {
        empty.Load(_alerts, _deliveries, _silences);
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
