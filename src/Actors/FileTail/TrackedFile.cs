using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>What the catalog knows of one file that has a tailer. Owned by the catalog's turn.</summary>
internal sealed class TrackedFile(CatalogFile file, FileGauge gauge, IActorRef tailer)
{
    public FileIdentity Identity { get; } = file.Identity;

    public FileGauge Gauge { get; } = gauge;

    public IActorRef Tailer { get; } = tailer;

    /// <summary>Its path now.</summary>
    public string Path { get; set; } = file.Path;

    /// <summary>Where its writes happen, when its path is a symbolic link.</summary>
    public string? TargetPath { get; set; } = file.TargetPath;

    /// <summary>The configured path that led to it last: who is found there next is its successor.</summary>
    public string LastListedPath { get; set; } = file.Path;

    public ulong Stamp { get; set; } = file.Stamp;

    public bool Listed { get; set; } = true;

    /// <summary>Whether it was read to its end since its path began to lead elsewhere.</summary>
    public bool Drained { get; set; } = true;

    public int Ticket { get; set; }
}
