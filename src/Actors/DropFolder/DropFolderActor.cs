using System.Diagnostics;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Kernel;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.DropFolder;

/// <summary>
/// Watches one drop folder: a file with an alert extension that appears or changes is told as soon as it is quiet, a log is a
/// sign of life of its task, and what is older than <c>keep</c> is removed. The files themselves are the spool: what isn't in the
/// journal is found by the next start.
/// </summary>
/// <remarks>The poll is the truth, inotify only a hint that makes it fast. One call is out at a time; while Redis is away the
/// actor goes on looking, so that each change is counted.</remarks>
internal sealed partial class DropFolderActor : ReceiveActor
{
    /// <summary>Looking at the whole folder takes at most one part in so many of the time.</summary>
    private const int ScanShare = 20;

    private readonly DropFolderSettings _settings;
    private readonly ILogger _log;
    private readonly FileTree _tree;
    private readonly DropBook _book;
    private readonly DropEntries _entries;
    private readonly RetryDelay _delay;
    private readonly HashSet<string> _problemsSaid = [];
    private TreeScan _scan = new([], [], []);
    private string _readIn = "";
    private bool _opened;
    private bool _isHidden;
    private bool _busy;

    public DropFolderActor(DropFolderSettings settings, ILogger log)
    {
        _settings = settings;
        _log = log;
        var (folder, server) = (settings.Folder, settings.Server);
        _tree = new FileTree(
            folder.Path, DropNames.LookedAt(folder.AlertExtensions), new CatalogOptions { BaseFolder = settings.BaseFolder });
        _book = new DropBook(
            new DropBookOptions(_tree.Root, [.. folder.AlertExtensions], folder.FromEnd, folder.Settle), server.Time);
        _entries = new DropEntries(settings);
        _delay = new RetryDelay(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), server.Random);
        Receive<OpenDropFolder>(_ => ReadStored());
        Receive<DropsRead>(OnRead);
        Receive<ScanDropFolder>(_ => Scan());
        Receive<Hinted>(OnHint);
        Receive<HintsEnded>(_ => { });
        Receive<GoOnDropping>(_ => GoOn());
        Receive<DropsAppended>(OnAppended);
        Receive<DropsFailed>(OnFailed);
        Receive<Status.Failure>(failure => ActorsLog.HintsFailed(_log, failure.Cause.Message));
        Receive<SendAgain>(again => Send(again.Steps));
        Receive<RemoveOldFiles>(_ => RemoveOld());
    }

    protected override void PreStart() => Self.Tell(OpenDropFolder.Instance);

    private void Begin()
    {
        _opened = true;
        Scan();
        ListenToHints();
    }

    private void Scan()
    {
        var started = Stopwatch.GetTimestamp();
        _scan = _tree.Scan();
        var problems = _scan.Problems.AddRange(_settings.Watcher.SetFolders(_scan.Folders));
        foreach (var problem in problems.Where(problem => _problemsSaid.Add($"{problem.Path}: {problem.Reason}")))
            ActorsLog.PathTroubled(_log, problem.Path, problem.Reason, problem.Remedy);
        // A folder that can't be read says nothing of its files; one that isn't there has none.
        _isHidden = _scan.Folders.IsEmpty && !_scan.Problems.All(problem => problem.IsAbsence);
        if (!_isHidden)
            _book.SawAll(_scan.Files);
        GoOn();
        Show();
        var rest = Stopwatch.GetElapsedTime(started) * ScanShare;
        Timers.StartSingleTimer(nameof(ScanDropFolder), ScanDropFolder.Instance, rest > _settings.Poll ? rest : _settings.Poll);
    }

    private void Show() => _settings.Board.Show(_settings.Folder.Path, new DropFacts(
        _book.Count, _book.IsStarted || _isHidden, [.. _scan.Problems.Select(problem => $"{problem.Path}: {problem.Reason}")]));

    /// <summary>One hint at a time: while it is on its way and handled, the kernel merges what happens meanwhile.</summary>
    private void ListenToHints() =>
        _settings.Watcher.WaitAsync(Context.Stopping).AsTask().PipeTo(
            Self, success: hint => new Hinted(hint),
            failure: error => error is OperationCanceledException ? HintsEnded.Instance : new Status.Failure(error));

    private void OnHint(Hinted hinted)
    {
        if (hinted.Hint.Change == WatchChange.Rescan)
        {
            Scan();
        }
        else if (_tree.NameOf(hinted.Hint.Path) is { } name && _tree.TryLook(name, out var file))
        {
            _book.Saw(file);
            GoOn();
        }

        ListenToHints();
    }

    /// <summary>Makes what is due, sends what waits, and sees when there is more to do.</summary>
    private void GoOn()
    {
        foreach (var due in _book.TakeDue())
            Make(due);
        if (!_busy && IsOtherRedis)
            ReadStored();
        else if (!_busy && _book.TakeSteps() is { Count: > 0 } steps)
            Send(steps);
        if (_book.UntilDue() is { } wait)
            Timers.StartSingleTimer(nameof(GoOnDropping), GoOnDropping.Instance, wait > TimeSpan.Zero ? wait : _settings.Poll);
        RemoveFromNowOn();
    }

    private void Make(DueDrop due)
    {
        var file = due.File;
        if (!_settings.Folder.AlertExtensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
        {
            if (_tree.TryLook(file.Name, out var log))
                _book.Tell(file, new DropChange(DropFields.PositionOf(log), _entries.Ran(file, log, _tree.PathOf(file.Name))));
            else
                _book.Unsettle(file);
            return;
        }

        if (_tree.Read(file.Name, out var problem) is { } excerpt)
            Make(due, excerpt);
        else if (problem is { IsAbsence: false } && _tree.TryLook(file.Name, out var at))
            _book.Tell(file, new DropChange(DropFields.PositionOf(at), _entries.Unreadable(file, at, problem)));
        else
            _book.Unsettle(file);
    }

    private void Make(DueDrop due, FileExcerpt excerpt)
    {
        var position = DropFields.PositionOf(excerpt.File);
        if (!due.MustTell && (!excerpt.IsSteady || position != due.File.Seen))
            _book.Saw(excerpt.File);
        else if (excerpt.File.SizeBytes == 0)
            _book.Note(due.File, position);
        else
            _book.Tell(due.File, new DropChange(position, _entries.Dropped(due.File, excerpt, _tree.PathOf(due.File.Name))));
    }

    /// <summary>Now, and from now on: what was there at the very first start is noted.</summary>
    private void RemoveFromNowOn()
    {
        if (_settings.Folder.Keep is null || !_book.IsStarted || Timers.IsActive(nameof(RemoveOldFiles)))
            return;
        Timers.StartPeriodicTimer(nameof(RemoveOldFiles), RemoveOldFiles.Instance, _settings.RemoveEvery);
        Self.Tell(RemoveOldFiles.Instance);
    }

    private void RemoveOld()
    {
        if (_settings.Folder.Keep is not { } keep)
            return;
        var (count, bytes) = (0, 0L);
        var old = OldFiles.Find(_tree, _scan.Files, keep, _settings.Server.Time.GetUtcNow(), _settings.Tailed);
        foreach (var file in old.Where(file => _book.IsTold(file)))
        {
            if (_tree.Remove(file) is { } problem)
            {
                ActorsLog.OldFileKept(_log, problem.Path, problem.Reason, problem.Remedy);
                continue;
            }

            _book.Removed(file, RemovedFiles.Entry(_settings.Server.Session.Host, _tree.Root, file.SizeBytes));
            (count, bytes) = (count + 1, bytes + file.SizeBytes);
        }

        if (count > 0)
            ActorsLog.OldFilesRemoved(_log, _tree.Root, count, bytes, keep);
        GoOn();
    }
}
