using Dachshund.Actors.Matcher;
using Dachshund.Alerting;
using Dachshund.Journal.Entries;

namespace Dachshund.Actors.Shard;

/// <summary>
/// Folds entries of one batch into notices: one a problem and host, with the counts added up. Everything that an entry says is
/// in exactly one notice. Not thread-safe.
/// </summary>
internal sealed class EntryFolding
{
    private const int SamplesMax = 20;
    private readonly Dictionary<Key, Notice> _notices = [];
    private readonly List<Key> _order = [];

    /// <summary>The notices, in the order in which their first entries came.</summary>
    public IReadOnlyList<Notice> Notices => [.. _order.Select(key => _notices[key])];

    /// <summary>Folds one entry.</summary>
    /// <param name="again">Whether what it says may have been told before, whatever the entry itself says of that.</param>
    public void Fold(JournalEntry entry, bool again) => Add(ToNotice(entry, again || entry.Again));

    /// <summary>Adds a notice that came of an entry.</summary>
    public void Add(Notice notice)
    {
        // What begins and what ends isn't merged: their order says how it stands.
        var number = notice.Ongoing || notice.Over ? _order.Count + 1 : 0;
        var key = new Key(
            notice.Kind, notice.Host, notice.Input, notice.Rule, notice.Severity, notice.TemplateId, notice.Again, number);
        if (_notices.TryGetValue(key, out var other))
        {
            _notices[key] = Merge(other, notice);
            return;
        }

        _notices.Add(key, notice);
        _order.Add(key);
    }

    private static Notice ToNotice(JournalEntry entry, bool again) => new()
    {
        Kind = entry.Kind,
        Host = entry.Host,
        Input = entry.Input,
        Rule = entry.Rule,
        Severity = entry.Severity,
        TemplateId = entry.TemplateId,
        Template = entry.Template,
        Labels = entry.Labels,
        Count = entry.Count,
        FirstTimeMs = entry.FirstTime,
        LastTimeMs = entry.LastTime,
        Samples = [.. entry.Samples.Select(sample => new NoticeSample
        {
            Host = entry.Host,
            Path = entry.Path,
            Field = entry.Field,
            Offset = sample.Offset,
            Length = sample.Length,
            Text = sample.Text,
            TimeMs = entry.FirstTime,
        })],
        Again = again,
        Ongoing = entry.Data.GetValueOrDefault(EntryCondition.Key) == EntryCondition.Begins,
        Over = entry.Data.GetValueOrDefault(EntryCondition.Key) == EntryCondition.Ends,
    };

    private static Notice Merge(Notice one, Notice other) => one with
    {
        Count = one.Count + other.Count,
        FirstTimeMs = Math.Min(one.FirstTimeMs, other.FirstTimeMs),
        LastTimeMs = Math.Max(one.LastTimeMs, other.LastTimeMs),
        Samples = one.Samples.Length >= SamplesMax
            ? one.Samples
            : one.Samples.AddRange(other.Samples.Take(SamplesMax - one.Samples.Length)),
    };

    private readonly record struct Key(
        string Kind, string Host, string Input, string Rule, string Severity, string TemplateId, bool Again, int Number);
}
