using System.Globalization;
using Dachshund.Actors.Cluster;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.Journal.Commits;
using Dachshund.Journal.Entries;
using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>
/// Folds the signs of life of the tasks of one partition's hosts, and finds those that are late. Signs are dated by Redis when it
/// takes them, so clocks of hosts don't matter. Part of the shard's folded state; not thread-safe.
/// </summary>
internal sealed class TaskMonitor(TaskPlan plan, JournalKeys keys, int partition, int partitions, TimeProvider time)
{
    private const int StepsMax = 50;

    /// <summary>Who waited for Redis to come back says what it has to say within this time; then nobody is called late for it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, TaskMemory> _tasks = [];
    private readonly Dictionary<string, int> _perHost = [];
    private readonly Dictionary<string, byte[]?> _changed = [];
    private readonly HashSet<string> _undone = [];
    private readonly List<string> _planned =
    [
        .. plan.Tasks.Where(task => JournalKeys.PartitionOf(task.Host, partitions) == partition)
            .Select(task => TaskMemory.FieldOf(task.Host, task.Task)),
    ];

    private long _loadedAt;

    /// <summary>The key of the hash that holds what is remembered: <c>host/task</c> to its memory.</summary>
    public string Key { get; } = keys.Shard(partition, StateKeys.Tasks);

    /// <summary>How many tasks <see cref="TakeChanges"/> has to store.</summary>
    public int Changes => _changed.Count;

    /// <summary>How much <see cref="TakeChanges"/> has to store.</summary>
    public int ChangedBytes => _changed.Sum(change => change.Key.Length + (change.Value?.Length ?? 0));

    /// <summary>Takes what is stored.</summary>
    /// <param name="stored">The fields of the hash.</param>
    /// <param name="wentBack">Whether Redis went back: what was said, and it doesn't know of, is said again, and marked.</param>
    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored, bool wentBack = false)
    {
        if (wentBack)
            _undone.UnionWith(_tasks.Where(task => task.Value.IsLateSaid).Select(task => task.Key));
        _tasks.Clear();
        _perHost.Clear();
        _changed.Clear();
        _loadedAt = time.GetTimestamp();
        foreach (var (field, body) in stored)
        {
            if (TaskMemory.ParseField(field) is var (host, task) && JournalKeys.IsName(host)
                && TaskEntries.ProblemOfName(task) is null && TaskMemory.Decode(body.Span) is { } memory)
                Remember(field, memory);
        }
    }

    /// <summary>Whether an entry says something of a task and of nothing else; what is to be told of it.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="timeMs">When Redis took it, Unix ms.</param>
    /// <param name="notices">What is to be told is added to these.</param>
    public bool TryFold(JournalEntry entry, long timeMs, ICollection<Notice> notices)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        if (entry.Kind == NoticeKinds.DropFile)
        {
            // What is told of the file itself doesn't depend on what it is called.
            if (TaskEntries.ProblemOfName(entry.Rule) is null)
                Sign(entry, at, IsMessage(entry.Path) ? TaskSignalKind.Succeeded : TaskSignalKind.Failed, notices);
            return false;
        }

        if (entry.Kind != TaskEntries.Kind)
            return false;
        switch (entry.Data.GetValueOrDefault(TaskEntries.WordKey, TaskEntries.Succeeded))
        {
            case TaskEntries.Started:
                Sign(entry, at, TaskSignalKind.Started, notices);
                break;
            case TaskEntries.Succeeded:
                Sign(entry, at, TaskSignalKind.Succeeded, notices);
                break;
            case TaskEntries.Failed:
                Sign(entry, at, TaskSignalKind.Failed, notices);
                notices.Add(FailureOf(entry));
                break;
            case TaskEntries.Expect:
                Expect(entry, at);
                break;
            case TaskEntries.Forget:
                Forget(entry, at, notices);
                break;
            case var word:
                throw new FormatException($"a check-in that says '{CutText.Of(word, 40)}', which this version doesn't know");
        }

        return true;
    }

    /// <summary>All that is remembered of a host's tasks goes with the host: 400 of them at most, a commit's worth.</summary>
    /// <param name="host">The host.</param>
    public void ForgetHost(string host)
    {
        foreach (var field in _tasks.Keys.Where(field => field.StartsWith($"{host}/", StringComparison.Ordinal)).ToArray())
            Remove(field);
    }

    /// <summary>What was folded since the last call, for the commit.</summary>
    public IEnumerable<StateWrite> TakeChanges()
    {
        var writes = _changed.Select(change => change.Value is { } body
            ? StateWrite.Set(Key, change.Key, body)
            : StateWrite.Delete(Key, change.Key)).ToArray();
        _changed.Clear();
        return writes;
    }

    /// <summary>Whether it is time to look: something is expected, and who waited for Redis has said what it had to say.</summary>
    public bool IsDue => time.GetElapsedTime(_loadedAt) >= s_patience
        && (_planned.Count > 0 || _tasks.Values.Any(memory => memory.Expectation is not null || memory.IsLateSaid));

    /// <summary>The tasks that are expected from now on, and those that are late. Needs all entries to be folded.</summary>
    /// <param name="now">Redis' wall clock.</param>
    /// <param name="isThere">Whether a host is up: of one that is not, something else is told.</param>
    public IReadOnlyList<TaskStep> Look(DateTimeOffset now, Func<string, bool> isThere)
    {
        var bytes = 0;
        return
        [
            .. _planned.Where(field => !_tasks.ContainsKey(field))
                .Select(field => new TaskStep(field, new TaskMemory(new TaskRecord(now)), null))
                .Concat(_tasks.Select(task => Judge(task.Key, task.Value, isThere, now)).OfType<TaskStep>())
                .Take(StepsMax)
                .TakeWhile(step => (bytes += step.After.Encode().Length) < CommitLimits.BytesMax / 2),
        ];
    }

    /// <summary>The commit of steps: what is remembered, and what is told.</summary>
    public CommitRequest Fill(CommitRequest commit, IReadOnlyList<TaskStep> steps) => commit with
    {
        StateWrites = [.. steps.Select(step => StateWrite.Set(Key, step.Field, step.After.Encode()))],
        Appends = [.. steps.Select(step => step.Notice).OfType<Notice>()
            .Select(notice => new StreamAppend(keys.Notices, StateKeys.NoticeKind, notice.ToJson()))],
        Rings = [StateKeys.RouterBell(keys)],
    };

    /// <summary>The steps were committed.</summary>
    public void Apply(IReadOnlyList<TaskStep> steps)
    {
        foreach (var step in steps)
        {
            Remember(step.Field, step.After);
            _undone.Remove(step.Field);
        }
    }

    private TaskStep? Judge(string field, TaskMemory memory, Func<string, bool> isThere, DateTimeOffset now)
    {
        if (TaskMemory.ParseField(field) is not var (host, task))
            return null;
        var schedule = ScheduleOf(host, task, memory);
        var lateAt = TaskJudge.LateAt(memory.Record, schedule);
        var isLate = lateAt < now;
        // A host that is down is told of as such: its tasks would only be more messages.
        if (isLate == memory.IsLateSaid || (isLate && !isThere(host)))
            return null;
        return new TaskStep(field, memory with { IsLateSaid = isLate }, isLate
            ? LateNotice(host, task, now) with
            {
                Ongoing = true,
                Samples = [new NoticeSample(Text: LateDetail(memory, schedule))],
                Again = _undone.Contains(field),
            }
            : LateNotice(host, task, now) with { Over = true });
    }

    private void Sign(JournalEntry entry, DateTimeOffset at, TaskSignalKind kind, ICollection<Notice> notices)
    {
        if (TaskEntries.ProblemOfName(entry.Rule) is { } problem)
            throw new FormatException(problem);
        var field = TaskMemory.FieldOf(entry.Host, entry.Rule);
        if (!_tasks.TryGetValue(field, out var memory))
        {
            if (_perHost.GetValueOrDefault(entry.Host) >= TaskEntries.TasksPerHostMax && plan.Find(entry.Host, entry.Rule) is null)
                return;
            memory = new TaskMemory(new TaskRecord(at));
        }

        var source = entry.Path.Length > 0 ? entry.Path : entry.Data.GetValueOrDefault(TaskEntries.SourceKey, "");
        var detail = entry.Samples.IsEmpty ? "" : entry.Samples[0].Text.Split('\n', 2)[0];
        var record = memory.Record.Fold(new TaskSignal(kind, at, source, detail), plan.Zone);
        var isOver = memory.IsLateSaid && !(TaskJudge.LateAt(record, ScheduleOf(entry.Host, entry.Rule, memory)) < at);
        if (isOver)
            notices.Add(LateNotice(entry.Host, entry.Rule, at) with { Over = true });
        Change(field, memory with { Record = record, IsLateSaid = memory.IsLateSaid && !isOver });
    }

    private void Expect(JournalEntry entry, DateTimeOffset at)
    {
        var expectation = TaskEntries.ExpectationOf(entry) ?? throw new FormatException("a task that is expected at no time");
        var field = TaskMemory.FieldOf(entry.Host, entry.Rule);
        if (!_tasks.ContainsKey(field) && _perHost.GetValueOrDefault(entry.Host) >= TaskEntries.TasksPerHostMax)
            throw new FormatException($"{entry.Host} has {TaskEntries.TasksPerHostMax} tasks, and can't have more");
        // Expected since now, not since it was first seen.
        var memory = _tasks.GetValueOrDefault(field) ?? new TaskMemory(new TaskRecord(at));
        Change(field, memory with { Expectation = expectation, Record = memory.Record with { KnownSince = at } });
    }

    private void Forget(JournalEntry entry, DateTimeOffset at, ICollection<Notice> notices)
    {
        var field = TaskMemory.FieldOf(entry.Host, entry.Rule);
        if (_tasks.GetValueOrDefault(field) is { IsLateSaid: true })
            notices.Add(LateNotice(entry.Host, entry.Rule, at) with { Over = true });
        Remove(field);
    }

    private Schedule? ScheduleOf(string host, string task, TaskMemory memory) =>
        plan.Find(host, task) ?? memory.Expectation?.ToSchedule(out _);

    private void Change(string field, TaskMemory memory)
    {
        Remember(field, memory);
        _changed[field] = memory.Encode();
    }

    private void Remember(string field, TaskMemory memory)
    {
        if (!_tasks.ContainsKey(field) && TaskMemory.ParseField(field) is var (host, _))
            _perHost[host] = _perHost.GetValueOrDefault(host) + 1;
        _tasks[field] = memory;
    }

    private void Remove(string field)
    {
        if (!_tasks.Remove(field) || TaskMemory.ParseField(field) is not var (host, _))
            return;
        _perHost[host]--;
        _changed[field] = null;
    }

    /// <summary>A file that says something, and nothing bad.</summary>
    private static bool IsMessage(string path) => path.EndsWith(".msg", StringComparison.OrdinalIgnoreCase);

    private static Notice FailureOf(JournalEntry entry) => new()
    {
        Kind = NoticeKinds.Task,
        Host = entry.Host,
        Rule = entry.Rule,
        Severity = Severities.Error,
        Template = NoticeKinds.TaskFailed,
        Labels = entry.Labels,
        FirstTimeMs = entry.FirstTime,
        LastTimeMs = entry.LastTime,
        Samples = [.. entry.Samples.Select(sample => new NoticeSample(Text: sample.Text, TimeMs: entry.FirstTime))],
        Again = entry.Again,
    };

    private static Notice LateNotice(string host, string task, DateTimeOffset now) => new()
    {
        Kind = NoticeKinds.Task,
        Host = host,
        Rule = task,
        Severity = Severities.Error,
        Template = NoticeKinds.TaskLate,
        Labels = new Dictionary<string, string> { [TaskEntries.Label] = task },
        FirstTimeMs = now.ToUnixTimeMilliseconds(),
        LastTimeMs = now.ToUnixTimeMilliseconds(),
    };

    private string LateDetail(TaskMemory memory, Schedule? schedule)
    {
        var last = memory.Record.LastEnd is { } end ? Shown(end) : "-";
        var due = schedule?.DueAfter(memory.Record.LastEnd ?? memory.Record.KnownSince) is { } at ? Shown(at) : "-";
        var running = memory.Record.RunningSince is { } since ? $", running since {Shown(since)}" : "";
        return $"last: {last}, due: {due}{running}";
    }

    private string Shown(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, plan.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
