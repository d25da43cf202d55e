using Dachshund.Actors.Cluster;
using Dachshund.Actors.Matcher;
using Dachshund.Kernel;
using Dachshund.Matching;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>What the catalog works with.</summary>
internal sealed record FileCatalogSettings
{
    public required ServerContext Server { get; init; }

    /// <summary>The inputs by name, each with whether it starts at the end of files that are there at its very first start.</summary>
    public required IReadOnlyDictionary<string, bool> InputsFromEnd { get; init; }

    /// <summary>Finds the files of the inputs.</summary>
    public required FileCatalog Catalog { get; init; }

    /// <summary>Hints at changes.</summary>
    public required FolderWatcher Watcher { get; init; }

    /// <summary>The rules for a file that these inputs match.</summary>
    public required Func<IReadOnlyList<string>, RuleSet> RulesFor { get; init; }

    /// <summary>How files are read.</summary>
    public required TailOptions Options { get; init; }

    /// <summary>How many chunks of one file may be between it and the journal.</summary>
    public required int InFlightChunksMax { get; init; }

    /// <summary>After how long without progress, while Redis answers, a file with unread lines is a trouble (default 60
    /// s).</summary>
    public TimeSpan ProgressWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same less what every trouble has to last before it is told.</summary>
    public TimeSpan StuckAfter => ProgressWithin > Server.OfflineAfter ? ProgressWithin - Server.OfflineAfter : TimeSpan.Zero;

    /// <summary>Where the catalog shows what is tailed after each scan.</summary>
    public required TailingBoard Board { get; init; }

    /// <summary>What this node had in Redis before.</summary>
    public required PositionsFile Positions { get; init; }

    /// <summary>Makes entries of what is to be told.</summary>
    public required EntryEncoder Encoder { get; init; }

    /// <summary>The pool of matchers.</summary>
    public required IActorRef Matchers { get; init; }

    /// <summary>The journal's writer.</summary>
    public required IActorRef Writer { get; init; }
}
