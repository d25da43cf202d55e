using Dachshund.Actors.Matcher;
using Dachshund.Kernel;
using Dachshund.Matching;
using Dachshund.Tailing;

namespace Dachshund.Actors.FileTail;

/// <summary>What one tailer needs to know of its file.</summary>
internal sealed record FileTailSettings
{
    /// <summary>Which file: the name may change, this doesn't.</summary>
    public required FileIdentity Identity { get; init; }

    /// <summary>What the journal knows of it from earlier runs, the newest generation; null for a file never seen.</summary>
    public FileCheckpoint? Resume { get; init; }

    /// <summary>Whether a file never seen is read from its end (it was there at the input's very first start) or its beginning.</summary>
    public bool FromEnd { get; init; }

    /// <summary>What to look for in it.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>How to read it.</summary>
    public required TailOptions Options { get; init; }

    /// <summary>How many chunks may be between the file and the journal (default 8).</summary>
    public int InFlightChunksMax { get; init; } = 8;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>How long an unlisted file must be quiet at its end before it is finished (default 60 s).</summary>
    public TimeSpan FinishAfterQuiet { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Its path, what the catalog wants of the tailer, and how far that is.</summary>
    public required FileGauge Gauge { get; init; }

    /// <summary>Makes records of bytes that are lost.</summary>
    public required EntryEncoder Encoder { get; init; }

    /// <summary>Who finds files, and is told what became of this one.</summary>
    public required IActorRef Catalog { get; init; }

    /// <summary>The pool of matchers.</summary>
    public required IActorRef Matchers { get; init; }

    /// <summary>The journal's writer.</summary>
    public required IActorRef Writer { get; init; }
}
