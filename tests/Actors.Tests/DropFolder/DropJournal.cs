using System.Collections.Immutable;
using Dachshund.Actors.DropFolder;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;
using Dachshund.Tailing;
using Dachshund.TestKit;

namespace Dachshund.Actors.Tests.DropFolder;

/// <summary>A folder of files that only exist as looks, and the journal as append.lua keeps it; a book between them.</summary>
internal sealed class DropJournal
{
    private readonly Dictionary<string, (string Position, bool Gone, long AtMs)> _fields = [];
    private readonly Dictionary<string, TreeFile> _files = [];
    private readonly DropBookOptions _options;
    private long _clock;

    public DropJournal(bool fromEnd = true, string[]? extensions = null)
    {
        _options = new DropBookOptions("/drop", [.. extensions ?? ["err", "msg"]], fromEnd, TimeSpan.FromSeconds(1));
        Book = new DropBook(_options, Time);
    }

    public FakeTime Time { get; } = new();

    public DropBook Book { get; private set; }

    /// <summary>What was told, in order: kind, task, count, and whether it may be a repeat.</summary>
    public List<(string Kind, string Task, long Count, bool Again)> Told { get; } = [];

    public bool HasField(string name) => _fields.ContainsKey(DropFields.OfFile("/drop/" + name));

    public int Fields => _fields.Count;

    public void Write(string name, long size = 5) =>
        _files[name] = new TreeFile(name, new FileIdentity(1, 1), size, ++_clock);

    public void Delete(string name) => _files.Remove(name);

    public TreeFile File(string name) => _files[name];

    /// <summary>The disk isn't mounted.</summary>
    public bool IsHidden { get; set; }

    /// <summary>kill -9, and a start.</summary>
    public void Restart(params string[] extensions)
    {
        Book = new DropBook(
            extensions.Length > 0 ? _options with { AlertExtensions = [.. extensions] } : _options, Time);
        Book.Load(Stored());
        Book.SawAll(Visible);
    }

    /// <summary>A look, and what follows at once; the journal answers.</summary>
    public void Step()
    {
        Look();
        while (Book.TakeSteps() is { Count: > 0 } steps)
        {
            foreach (var step in steps)
                Assert.True(Book.Judge(step, Append(step)));
        }
    }

    /// <summary>A look, and what is made of it; nothing is sent.</summary>
    public void Look()
    {
        Book.SawAll(Visible);
        foreach (var due in Book.TakeDue())
        {
            var position = DropFields.PositionOf(_files[due.File.Name]);
            if (_files[due.File.Name].SizeBytes == 0)
                Book.Note(due.File, position);
            else
                Book.Tell(due.File, new DropChange(position, Entry(due.File)));
        }
    }

    public void StepAfter(double seconds)
    {
        Step();
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Step();
    }

    /// <summary>What the script does with one step.</summary>
    public AppendVerdict Append(DropStep step)
    {
        var stored = _fields.TryGetValue(step.Field, out var field) ? field.Position : AppendFile.NoPosition;
        if (stored != step.Expected)
            return new AppendVerdict(AppendOutcome.Conflict, stored);
        if (step.Position == AppendFile.Gone)
            _fields.Remove(step.Field);
        else
            _fields[step.Field] = (step.Position, step.Gone, Time.GetUtcNow().ToUnixTimeMilliseconds());
        foreach (var bytes in step.Entries)
        {
            Assert.True(JournalEntryCodec.TryDecode(bytes.Span, out var entry, out _));
            Told.Add((entry.Kind, entry.Rule, entry.Count, entry.Again));
        }

        return new AppendVerdict(AppendOutcome.Ok, step.After);
    }

    public ImmutableDictionary<string, (string, bool, long)> Save() =>
        _fields.ToImmutableDictionary(field => field.Key, field => ((string, bool, long))field.Value);

    /// <summary>Redis comes back with what it had then.</summary>
    public void GoBack(ImmutableDictionary<string, (string, bool, long)> saved, bool isOtherDataSet = false)
    {
        _fields.Clear();
        foreach (var (field, value) in saved)
            _fields[field] = value;
        Book.Compare(Stored(), isOtherDataSet);
    }

    private TreeFile[] Visible => IsHidden ? [] : [.. _files.Values];

    private StoredCheckpoint[] Stored() => [.. _fields.Select(field => new StoredCheckpoint(
        field.Key, field.Value.Position, CheckpointNote.None with { Done = field.Value.Gone }, field.Value.AtMs))];

    private static JournalEntry Entry(DropFile file) => new()
    {
        Kind = file.Extension == "log" ? "task" : "drop-file",
        Host = "hound",
        Rule = DropNames.TaskOf(file.Name, file.Extension),
        Count = 1,
    };
}
