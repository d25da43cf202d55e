using System.Collections.Immutable;
using Dachshund.Actors.Watchdog;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>What the catalog knows of one file that has a tailer. Owned by the catalog's turn.</summary>
internal sealed class TrackedFile(CatalogFile file, FileGauge gauge, IActorRef tailer)
{
    public FileIdentity Identity { get; } = file.Identity;

    public FileGauge Gauge { get; } = gauge;

    public IActorRef Tailer { get; } = tailer;

    /// <summary>The inputs that it belongs to.</summary>
    public ImmutableArray<string> Inputs { get; } = file.Inputs;

    /// <summary>Its path now.</summary>
    public string Path { get; set; } = file.Path;

    /// <summary>Where its writes happen, when its path is a symbolic link.</summary>
    public string? TargetPath { get; set; } = file.TargetPath;

    /// <summary>The configured path that led to it last: who is found there next is its successor.</summary>
    public string LastListedPath { get; set; } = file.Path;

    public ulong Stamp { get; set; } = file.Stamp;

    /// <summary>Whether it was read to its end since its path began to lead elsewhere.</summary>
    public bool Drained { get; set; } = true;

    /// <summary>The file that had its path before and is read first; null when there is none, or it is read.</summary>
    public FileIdentity? WaitsFor { get; set; }

    /// <summary>Watches over its progress.</summary>
    public ProgressWatch<long> Progress { get; } = new();

    /// <summary>What it waits for, when it made no progress for long; null while it does.</summary>
    public string? Stuck { get; set; }

    /// <summary>Whether something in it is not in the journal, as far as can be told from outside of its tailer.</summary>
    public bool HasWork => WaitsFor is null && (Gauge.Listed ? Gauge.SettledStamp != Stamp : !Drained);
}
