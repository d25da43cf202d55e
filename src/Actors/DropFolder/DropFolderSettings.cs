using Dachshund.Actors.Cluster;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.Node;
using Dachshund.Context.Redaction;
using Dachshund.Tailing;

namespace Dachshund.Actors.DropFolder;

/// <summary>What the actor of one drop folder works with.</summary>
internal sealed record DropFolderSettings
{
    public required ServerContext Server { get; init; }

    /// <summary>The folder.</summary>
    public required WatchedDropFolder Folder { get; init; }

    /// <summary>What relative paths start from.</summary>
    public required string BaseFolder { get; init; }

    /// <summary>Hints at changes in the folder. The actor's own.</summary>
    public required FolderWatcher Watcher { get; init; }

    /// <summary>What the inputs tail: never removed. The actor's own.</summary>
    public required FileCatalog Tailed { get; init; }

    /// <summary>Where it shows what it has.</summary>
    public required TailingBoard Board { get; init; }

    /// <summary>What is taken out of texts before they leave the node.</summary>
    public required Redactor Redactor { get; init; }

    /// <summary>How often the folder is looked at, at most, when nothing hints at a change.</summary>
    public required TimeSpan Poll { get; init; }

    /// <summary>How often what is too old is looked for.</summary>
    public TimeSpan RemoveEvery { get; init; } = TimeSpan.FromHours(1);
}
