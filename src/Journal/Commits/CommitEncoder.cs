using System.Globalization;
using StackExchange.Redis;

namespace Dachshund.Journal.Commits;

/// <summary>Turns a commit into the keys and arguments of its script. Used once.</summary>
internal sealed class CommitEncoder
{
    private readonly JournalKeys _keys;
    private readonly JournalOptions _options;
    private readonly List<RedisKey> _used = [];
    private readonly List<RedisValue> _arguments = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    internal CommitEncoder(JournalKeys keys, JournalOptions options) => (_keys, _options) = (keys, options);

    internal (RedisKey[] Keys, RedisValue[] Arguments) Encode(CommitRequest request)
    {
        _used.Add(_keys.Lease(request.LeaseName));
        Add(request.History, request.Owner, request.Epoch, request.Rev);
        foreach (var condition in request.Conditions)
            AddCondition(condition);
        foreach (var move in request.CursorMoves)
            Add("c", Number(move.Key), move.Field, move.Id, move.EntryCount);
        foreach (var write in request.StateWrites)
            AddWrite(write);
        foreach (var append in request.Appends)
            Add("x", Number(append.Key), append.Kind, append.LengthMax, append.Body.ToArray());
        foreach (var trim in request.Trims)
            Add("t", Number(trim.Key), trim.BeforeId);
        if (request.TrimJournal is { } partition)
            AddJournalTrim(partition);
        foreach (var ring in request.Rings)
            Add("b", _keys.Bell(ring));
        return ([.. _used], [.. _arguments]);
    }

    private void AddCondition(HostCondition condition)
    {
        var beats = Number(_keys.Beats(condition.Partition));
        var clock = Number(_keys.Clock(condition.Partition));
        var silence = (long)condition.Silence.TotalMilliseconds;
        if (condition.Beating is { } beating)
        {
            var since = Number(_keys.Since(condition.Partition));
            Add("p", beats, clock, since, condition.Host, silence, (long)beating.TotalMilliseconds);
        }
        else
        {
            Add("q", beats, clock, condition.Host, silence);
        }
    }

    private void AddWrite(StateWrite write)
    {
        var key = Number(write.Key);
        switch (write.Kind)
        {
            case StateWriteKind.Set:
                Add("h", key, write.Field, write.Value.ToArray());
                break;
            case StateWriteKind.Delete:
                Add("d", key, write.Field);
                break;
            case StateWriteKind.Drop:
                Add("u", key);
                break;
            case StateWriteKind.SetScore:
                Add("z", key, write.Field, write.Score);
                break;
            default:
                Add("r", key, write.Field);
                break;
        }
    }

    private void AddJournalTrim(int partition) =>
        Add(
            "j",
            Number(_keys.Cursors(partition)),
            Number(_keys.Journal(partition)),
            (long)_options.JournalKeep.TotalMilliseconds,
            _options.JournalMaxEntries);

    // Keys are numbered as Lua does, from one; the lease is the first.
    private RedisValue Number(string key)
    {
        if (!_numbers.TryGetValue(key, out var number))
        {
            if (!key.StartsWith(_keys.Prefix, StringComparison.Ordinal) || key == _keys.Meta)
                throw new JournalException(JournalFault.Option, $"a commit may not write the key {key}");
            _used.Add(key);
            number = _used.Count;
            _numbers.Add(key, number);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private void Add(params ReadOnlySpan<RedisValue> arguments)
    {
        foreach (var argument in arguments)
            _arguments.Add(argument);
    }
}
