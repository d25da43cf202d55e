using System.Collections.Immutable;
using Dachshund.Journal.Appends;
using Dachshund.Journal.Entries;
using Dachshund.Tailing;

namespace Dachshund.Actors.DropFolder;

/// <summary>
/// Decides what is made of the files of one drop folder. What was made of a file is the position of a field of its own in the
/// journal, stored together with what was told, so that each change is told exactly once, whatever dies in between. Pure policy;
/// not thread-safe.
/// </summary>
internal sealed partial class DropBook
{
    private readonly DropBookOptions _options;
    private readonly TimeProvider _time;
    private readonly ImmutableArray<string> _extensions;
    private readonly Dictionary<string, DropFile> _files = [];
    private readonly HashSet<DropFile> _open = [];
    private readonly HashSet<DropFile> _waiting = [];
    private readonly HashSet<DropFile> _startNotes = [];
    private readonly DropFile _marker;
    private readonly string _noted;
    private bool _looked;

    public DropBook(DropBookOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _extensions = DropNames.LookedAt(options.AlertExtensions);
        _noted = string.Join(',', _extensions.Order(StringComparer.Ordinal));
        _marker = new DropFile(DropFields.OfFolder(options.Root));
    }

    /// <summary>How many files there are.</summary>
    public int Count => _files.Values.Count(file => file.MissingSince is null);

    /// <summary>Whether everything that was there at the very first start is noted.</summary>
    public bool IsStarted => _looked && _startNotes.Count == 0 && _marker.Stored == _noted;

    /// <summary>Takes what the journal has of the folder, before anything else.</summary>
    public void Load(IEnumerable<StoredCheckpoint> stored)
    {
        foreach (var checkpoint in stored)
        {
            if (checkpoint.Field == _marker.Field)
                _marker.Stored = checkpoint.Position;
            else if (DropFields.IsBelow(checkpoint.Field, _options.Root))
                Take(Get(checkpoint.Field), checkpoint);
        }
    }

    /// <summary>A look at all files; the first one is the start.</summary>
    public void SawAll(IReadOnlyList<TreeFile> files)
    {
        var present = new HashSet<DropFile>(files.Count);
        foreach (var file in files)
            present.Add(Saw(file));
        foreach (var missing in _files.Values.Where(file => !present.Contains(file)).ToArray())
            Miss(missing);
        _looked = true;
        if (_marker.Stored != _noted && _marker.Waiting is null && _marker.Out is null)
            Enqueue(_marker, new DropChange(_noted, null));
    }

    /// <summary>A look at one file.</summary>
    public DropFile Saw(in TreeFile seen)
    {
        var file = Get(FieldOf(seen));
        file.Name = seen.Name;
        file.Extension = DropNames.ExtensionOf(seen.Name, _extensions) ?? "";
        file.MissingSince = null;
        var position = DropFields.PositionOf(seen);
        if (file.Claimed == position)
        {
            Close(file, position);
            // It is back, and as it was.
            if (file.StoredGone && file.IsStill)
                Enqueue(file, new DropChange(position, null));
        }
        else if (!_looked && file.Stored == AppendFile.NoPosition && IsOnlyNoted(file.Extension))
        {
            _startNotes.Add(file);
            Note(file, position);
        }
        else
        {
            Open(file, position);
        }

        return file;
    }

    /// <summary>The file went, or was written to, while it was read: the next look says more.</summary>
    public void Unsettle(DropFile file) => (file.Seen, file.SeenAt) = ("", _time.GetTimestamp());

    /// <summary>The files of which something is to be made now.</summary>
    public IReadOnlyList<DueDrop> TakeDue()
    {
        var now = _time.GetTimestamp();
        return [.. _open.Where(file => file.Seen.Length > 0 && UntilDue(file, now) <= TimeSpan.Zero)
            .Take(Math.Max(0, _options.WaitingMax - _waiting.Count))
            .Select(file => new DueDrop(file, IsOverdue(file, now)))];
    }

    /// <summary>How long until something is to be made of a file; null when nothing is open.</summary>
    public TimeSpan? UntilDue()
    {
        var now = _time.GetTimestamp();
        return _open.Where(file => file.Seen.Length > 0).Select(file => (TimeSpan?)UntilDue(file, now)).Min();
    }

    /// <summary>Something was made of a file's content.</summary>
    public void Tell(DropFile file, DropChange change)
    {
        file.ToldAt = _time.GetTimestamp();
        Close(file, change.Position);
        Enqueue(file, change);
    }

    /// <summary>A file's content was looked at, and there is nothing to tell of it.</summary>
    public void Note(DropFile file, string position) => Tell(file, new DropChange(position, null));

    /// <summary>Whether the journal has everything that is to be told of a file as it is now.</summary>
    public bool IsTold(in TreeFile file) =>
        _files.TryGetValue(FieldOf(file), out var known)
        && known.IsStill && known.Stored == DropFields.PositionOf(file);

    /// <summary>We removed a file: what comes by its name is new.</summary>
    /// <param name="file">The file.</param>
    /// <param name="entry">What is told of that.</param>
    public void Removed(in TreeFile file, JournalEntry entry)
    {
        if (_files.TryGetValue(FieldOf(file), out var known))
            Forget(known, entry);
    }

    private string FieldOf(in TreeFile file) => DropFields.OfFile($"{_options.Root}/{file.Name}");

    private DropFile Get(string field)
    {
        if (!_files.TryGetValue(field, out var file))
            _files.Add(field, file = new DropFile(field));
        return file;
    }

    private static void Take(DropFile file, StoredCheckpoint checkpoint) =>
        (file.Stored, file.StoredGone, file.StoredAtMs) = (checkpoint.Position, checkpoint.Note.Done, checkpoint.MovedAtMs);

    /// <summary>At the very first start, or the first with this extension.</summary>
    private bool IsOnlyNoted(string extension) =>
        _options.FromEnd && !_marker.Stored.Split(',').Contains(extension, StringComparer.Ordinal);

    private void Open(DropFile file, string position)
    {
        var now = _time.GetTimestamp();
        if (file.Seen != position)
            (file.Seen, file.SeenAt) = (position, now);
        file.OpenSince ??= now;
        _open.Add(file);
    }

    private void Close(DropFile file, string position)
    {
        (file.Seen, file.OpenSince) = (position, null);
        _open.Remove(file);
    }

    private void Miss(DropFile file)
    {
        Close(file, "");
        file.MissingSince ??= _time.GetTimestamp();
        if (!file.IsStill)
            return;
        if (file.Stored == AppendFile.NoPosition)
            _files.Remove(file.Field);
        else if (!file.StoredGone && _time.GetElapsedTime(file.MissingSince.Value) >= _options.MissingAfter)
            Enqueue(file, new DropChange(file.Stored, null) { Gone = true });
        else if (file.StoredGone && _time.GetUtcNow().ToUnixTimeMilliseconds() - file.StoredAtMs > _options.ForgetAfter.TotalMilliseconds)
            Forget(file);
    }

    private void Forget(DropFile file, JournalEntry? entry = null)
    {
        Close(file, "");
        Enqueue(file, new DropChange(AppendFile.Gone, entry));
    }

    private TimeSpan UntilDue(DropFile file, long now)
    {
        var quiet = _options.Settle - _time.GetElapsedTime(file.SeenAt, now);
        var longest = _options.LongestWait - _time.GetElapsedTime(file.OpenSince ?? now, now);
        var due = quiet < longest ? quiet : longest;
        if (_options.IsAlert(file.Extension) || file.ToldAt is not { } told)
            return due;
        var next = _options.CheckInEvery - _time.GetElapsedTime(told, now);
        return due > next ? due : next;
    }

    private bool IsOverdue(DropFile file, long now) =>
        _time.GetElapsedTime(file.OpenSince ?? now, now) >= _options.LongestWait;
}
