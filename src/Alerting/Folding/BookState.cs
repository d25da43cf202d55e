using System.Text.Json;
using Dachshund.Alerting.Delivering;

namespace Dachshund.Alerting.Folding;

/// <summary>All that a book remembers, and which of it changed since it was last written.</summary>
internal sealed class BookState
{
    // Ids are made here and are shorter: what is longer was written by somebody else.
    private const int FieldCharsMax = 256;

    // No delivery id begins so.
    private const string ChannelPrefix = "@";

    private readonly HashSet<string> _dirtyGroups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirtyDeliveries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirtyChannels = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirtySilences = new(StringComparer.Ordinal);

    public Dictionary<string, AlertGroup> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Open deliveries, by id.</summary>
    public Dictionary<string, DeliveryState> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>Finished deliveries, the oldest first.</summary>
    public LinkedList<DeliveryState> Finished { get; } = new();

    public Dictionary<string, ChannelState> Channels { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Silence> Silences { get; } = new(StringComparer.Ordinal);

    public List<string> Unreadable { get; } = [];

    public ChannelState Channel(string name)
    {
        if (!Channels.TryGetValue(name, out var channel))
            Channels.Add(name, channel = new ChannelState { Name = name });
        return channel;
    }

    public void Touch(AlertGroup group) => _dirtyGroups.Add(group.Id);

    public void Touch(DeliveryState delivery) => _dirtyDeliveries.Add(delivery.Id);

    public void Touch(ChannelState channel) => _dirtyChannels.Add(channel.Name);

    public void Add(AlertGroup group)
    {
        Groups.Add(group.Id, group);
        Touch(group);
    }

    public void Remove(AlertGroup group)
    {
        Groups.Remove(group.Id);
        Touch(group);
    }

    public void Add(DeliveryState delivery)
    {
        Open.Add(delivery.Id, delivery);
        Touch(delivery);
    }

    /// <summary>Forgets an open delivery, as its events wait for another one.</summary>
    public void Remove(DeliveryState delivery)
    {
        Open.Remove(delivery.Id);
        Touch(delivery);
    }

    public void Set(Silence silence)
    {
        Silences[silence.Id] = silence;
        _dirtySilences.Add(silence.Id);
    }

    public void Remove(Silence silence)
    {
        Silences.Remove(silence.Id);
        _dirtySilences.Add(silence.Id);
    }

    public void Finish(DeliveryState delivery, DeliveryPhase phase, string reason, long nowMs)
    {
        Open.Remove(delivery.Id);
        delivery.Phase = phase;
        delivery.Reason = reason;
        delivery.FinishedMs = nowMs;
        delivery.Body = "";
        Finished.AddLast(delivery);
        Touch(delivery);
    }

    public void ForgetOldest()
    {
        if (Finished.First is not { } oldest)
            return;
        Finished.RemoveFirst();
        Touch(oldest.Value);
    }

    public void Load(
        IEnumerable<KeyValuePair<string, byte[]>> alerts, IEnumerable<KeyValuePair<string, byte[]>> deliveries,
        IEnumerable<KeyValuePair<string, byte[]>> silences)
    {
        foreach (var (field, body) in silences)
            if (Read(field, body, FoldingJson.Relaxed.Silence) is { } silence)
                Silences[field] = silence;
        foreach (var (field, body) in alerts)
            if (Read(field, body, FoldingJson.Relaxed.AlertGroup) is { } group)
                Groups[field] = group;
        foreach (var (field, body) in deliveries)
        {
            if (field.StartsWith(ChannelPrefix, StringComparison.Ordinal))
            {
                if (Read(field, body, FoldingJson.Relaxed.ChannelState) is { } channel)
                    Channels[field[ChannelPrefix.Length..]] = channel;
            }
            else if (Read(field, body, FoldingJson.Relaxed.DeliveryState) is { } delivery)
            {
                Open[field] = delivery;
            }
        }

        var finished = Open.Values.Where(d => d.Phase is DeliveryPhase.Sent or DeliveryPhase.Failed).ToList();
        foreach (var delivery in finished.OrderBy(d => d.FinishedMs).ThenBy(d => d.Id, StringComparer.Ordinal))
        {
            Open.Remove(delivery.Id);
            Finished.AddLast(delivery);
        }
    }

    public StateChanges TakeChanges()
    {
        var alerts = new List<FieldChange>(_dirtyGroups.Count);
        foreach (var id in _dirtyGroups)
            alerts.Add(new FieldChange(id, Groups.TryGetValue(id, out var group)
                ? JsonSerializer.SerializeToUtf8Bytes(group, FoldingJson.Relaxed.AlertGroup)
                : null));
        var deliveries = new List<FieldChange>(_dirtyDeliveries.Count + _dirtyChannels.Count);
        var finished = _dirtyDeliveries.Count == 0 ? [] : FinishedById();
        foreach (var id in _dirtyDeliveries)
            deliveries.Add(new FieldChange(id, Open.TryGetValue(id, out var delivery) || finished.TryGetValue(id, out delivery)
                ? JsonSerializer.SerializeToUtf8Bytes(delivery, FoldingJson.Relaxed.DeliveryState)
                : null));
        foreach (var name in _dirtyChannels)
            deliveries.Add(new FieldChange(ChannelPrefix + name, JsonSerializer.SerializeToUtf8Bytes(
                Channels[name], FoldingJson.Relaxed.ChannelState)));
        var silences = _dirtySilences.Select(id => new FieldChange(id, Silences.TryGetValue(id, out var silence)
            ? JsonSerializer.SerializeToUtf8Bytes(silence, FoldingJson.Relaxed.Silence)
            : null)).ToList();
        _dirtyGroups.Clear();
        _dirtySilences.Clear();
        _dirtyDeliveries.Clear();
        _dirtyChannels.Clear();
        return new StateChanges(alerts, deliveries, silences);
    }

    // Only those that changed can be asked for, and they are the newest.
    private Dictionary<string, DeliveryState> FinishedById()
    {
        var byId = new Dictionary<string, DeliveryState>(StringComparer.Ordinal);
        foreach (var delivery in Finished)
            if (_dirtyDeliveries.Contains(delivery.Id))
                byId[delivery.Id] = delivery;
        return byId;
    }

    // Each is stored under its own id, and lists hold things.
    private static bool IsWhole(string field, object value) => value switch
    {
        AlertGroup group => group.Id == field && group.SeverityMarks.Length == Severities.Levels
            && !group.Accounts.Exists(account => account is null || account.Channel.Length == 0)
            && !group.Samples.Exists(marked => marked?.Sample is null)
            && !group.Hosts.Exists(host => host?.Host is null) && !group.Ongoing.Exists(condition => condition?.Key is null)
            && !group.Problems.Exists(problem => problem is null)
            && group.Silenced?.Problems.Exists(problem => problem?.Last is null) != true,
        DeliveryState delivery => delivery.Id == field,
        ChannelState channel => ChannelPrefix + channel.Name == field,
        Silence silence => silence.Id == field && silence.Labels.Count > 0 && silence.Labels.Values.All(Silence.AreGlobs),
        _ => true,
    };

    private T? Read<T>(string field, byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            if (field.Length <= FieldCharsMax && JsonSerializer.Deserialize(body, shape) is { } value && IsWhole(field, value))
                return value;
        }
        catch (JsonException)
        {
            // Named in the summary and left in Redis: one unreadable alert must not stop all the others.
        }

        Unreadable.Add(field);
        return null;
    }
}
