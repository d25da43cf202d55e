using System.Collections.Immutable;
using System.Globalization;
using Dachshund.Actors.TaskWatch;
using Dachshund.Alerting;
using Dachshund.Journal.Entries;
using Dachshund.Tailing;

namespace Dachshund.Actors.DropFolder;

/// <summary>Makes journal entries of the files of one folder.</summary>
internal sealed class DropEntries(DropFolderSettings settings)
{
    /// <summary>When the file was written, Unix ms, among <c>JournalEntry.Data</c>.</summary>
    public const string Modified = "modified";

    // An alert keeps no more of a line.
    private const int TextCharsMax = 500;

    /// <summary>A file was put there, or written anew.</summary>
    public JournalEntry Dropped(DropFile file, FileExcerpt excerpt, string path) => OfFile(file, excerpt.File, path) with
    {
        Kind = NoticeKinds.DropFile,
        Severity = settings.Folder.Severity,
        Samples = [.. excerpt.Parts.Select(part => new EntrySample(part.Offset, part.Length, Shown(part.Text)))],
    };

    /// <summary>A file was put there that can't be read: what it is for is told all the same.</summary>
    public JournalEntry Unreadable(DropFile file, TreeFile at, CatalogProblem problem) => OfFile(file, at, problem.Path) with
    {
        Kind = NoticeKinds.DropFile,
        Severity = settings.Folder.Severity,
        Samples = [new EntrySample(0, 0, problem.Reason)],
    };

    /// <summary>A log was written: its task ran.</summary>
    public JournalEntry Ran(DropFile file, TreeFile at, string path) =>
        OfFile(file, at, path) with { Kind = TaskEntries.Kind, Severity = Severities.Info };

    private JournalEntry OfFile(DropFile file, TreeFile at, string path)
    {
        var now = settings.Server.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var task = DropNames.TaskOf(file.Name, file.Extension);
        return new JournalEntry
        {
            Kind = TaskEntries.Kind,
            Host = settings.Server.Session.Host,
            Input = settings.Folder.Name,
            Rule = task,
            Labels = settings.Folder.Labels.SetItem(TaskEntries.Label, task),
            Count = 1,
            FirstTime = now,
            LastTime = now,
            Path = path,
            Data = ImmutableSortedDictionary<string, string>.Empty.Add(
                Modified, at.Modified.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
        };
    }

    private string Shown(string text) => CutText.Of(settings.Redactor.Redact(text), TextCharsMax);
}
