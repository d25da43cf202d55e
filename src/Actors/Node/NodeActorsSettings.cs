using System.Collections.Immutable;
using Dachshund.Actors.AlertRouter;
using Dachshund.Actors.Cluster;
using Dachshund.Actors.DailyReport;
using Dachshund.Actors.LinkKeys;
using Dachshund.Actors.Watchdog;
using Dachshund.Context.Redaction;
using Dachshund.Journal;
using Dachshund.Journal.Sessions;
using Dachshund.Matching;
using Dachshund.Tailing;
using Microsoft.Extensions.Logging;

namespace Dachshund.Actors.Node;

/// <summary>What the actors of one node are made of.</summary>
public sealed record NodeActorsSettings
{
    /// <summary>Redis.</summary>
    public required JournalClient Journal { get; init; }

    /// <summary>This process, to its own actors.</summary>
    public required NodeSession Session { get; init; }

    /// <summary>This process, to the journal.</summary>
    public required SessionIdentity Identity { get; init; }

    /// <summary>The history in which the session was opened.</summary>
    public required string History { get; init; }

    /// <summary>How the session is opened again after Redis went back.</summary>
    public required Func<SessionOpening> Opening { get; init; }

    /// <summary>What the node says of itself with each beat, besides what its actors know.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>How often to beat.</summary>
    public required TimeSpan BeatEvery { get; init; }

    /// <summary>What to tail; null on a node without the role agent.</summary>
    public TailingSettings? Tailing { get; init; }

    /// <summary>How to alert; null on a node without the role server.</summary>
    public AlertRouterSettings? Alerting { get; init; }

    /// <summary>The channels that are told past the router that it makes no progress; default none.</summary>
    public IReadOnlyDictionary<string, ConfiguredChannel> EmergencyChannels { get; init; } = new Dictionary<string, ConfiguredChannel>();

    /// <summary>After how long without progress a partition or the router is said to make none (default 60 s).</summary>
    public TimeSpan ProgressWithin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The daily report; null only on a node without the role server.</summary>
    public ReportSettings? Report { get; init; }

    /// <summary>The keys of links.</summary>
    public LinkKeysSettings LinkKeys { get; init; } = new();

    /// <summary>How long a host may be silent before it counts as offline (default 20 s).</summary>
    public TimeSpan OfflineAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a host must beat before it counts as back (default 10 s).</summary>
    public TimeSpan RecoveredAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is said that a node left gracefully (default no).</summary>
    public bool AnnounceLeft { get; init; }

    /// <summary>Makes the process leave, when somebody asks it to; returns at once. Default: nothing happens.</summary>
    public Action Leave { get; init; } = () => { };

    /// <summary>How often the main actors are asked whether they come to their messages, and who is told that all did; default every
    /// 10 s and nobody.</summary>
    public WatchdogSettings Watchdog { get; init; } = new(TimeSpan.FromSeconds(10), static () => { });

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Spreads retries.</summary>
    public required Random Random { get; init; }

    /// <summary>Where the actors log.</summary>
    public required ILoggerFactory LoggerFactory { get; init; }
}

/// <summary>What a node tails.</summary>
/// <param name="Inputs">The inputs; their names differ.</param>
/// <param name="Options">How files are read.</param>
/// <param name="InFlightChunksMax">How many chunks of one file may be between it and the journal.</param>
/// <param name="BaseFolder">What relative paths start from.</param>
/// <param name="PositionsPath">The file that keeps what Redis has acknowledged, for a start that finds Redis emptied.</param>
public sealed record TailingSettings(
    IReadOnlyList<TailedInput> Inputs, TailOptions Options, int InFlightChunksMax, string BaseFolder, string PositionsPath)
{
    /// <summary>What is taken out of lines before they leave the node; default nothing.</summary>
    public Redactor Redactor { get; init; } = Redactor.None;

    /// <summary>The drop folders; default none.</summary>
    public IReadOnlyList<WatchedDropFolder> DropFolders { get; init; } = [];
}

/// <summary>One drop folder. Those of one name differ in their path only.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The folder.</param>
public sealed record WatchedDropFolder(string Name, string Path)
{
    /// <summary>The extensions of files that are alerted, without their dot.</summary>
    public required IReadOnlyList<string> AlertExtensions { get; init; }

    /// <summary>How long a file must be quiet before it is alerted.</summary>
    public required TimeSpan Settle { get; init; }

    /// <summary>How long a file is kept after it was written last; null: nothing is removed.</summary>
    public TimeSpan? Keep { get; init; }

    /// <summary>Whether files that are there at the very first start are noted, not alerted.</summary>
    public required bool FromEnd { get; init; }

    /// <summary>What a file is worth: critical, error, warning or info.</summary>
    public required string Severity { get; init; }

    /// <summary>The labels of its alerts: the node's and its own.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }
}

/// <summary>One input.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Paths">Its paths, globs and folders.</param>
/// <param name="FromEnd">Whether files that are there at its very first start are read from their end.</param>
/// <param name="Rules">What to look for.</param>
/// <param name="Labels">The labels of its alerts: the node's and its own.</param>
public sealed record TailedInput(
    string Name, IReadOnlyList<string> Paths, bool FromEnd, IReadOnlyList<RuleDefinition> Rules,
    ImmutableSortedDictionary<string, string> Labels);
