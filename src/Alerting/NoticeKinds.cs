namespace Dachshund.Alerting;

/// <summary>The kinds of notices that this version knows. A notice of another kind is poison.</summary>
public static class NoticeKinds
{
    /// <summary>Lines that a rule found.</summary>
    public const string Match = "match";

    /// <summary>A host fell silent.</summary>
    public const string Offline = "offline";

    /// <summary>A host falls silent again and again; nothing more is said until it is steady.</summary>
    public const string Flapping = "flapping";

    /// <summary>A host said goodbye.</summary>
    public const string Left = "left";

    /// <summary>A silent host is back.</summary>
    public const string Recovered = "recovered";

    /// <summary>A host is gone for good: all that lasts of it ends, and nobody is told of that.</summary>
    public const string Forgotten = "forgotten";

    /// <summary>Bytes of a log that could not be read any more.</summary>
    public const string LostBytes = "lost-bytes";

    /// <summary>A partition of the journal is full, or filling up.</summary>
    public const string Full = "full";

    /// <summary>An input that matches no file, or whose files can't be read.</summary>
    public const string Input = "input";

    /// <summary>A file was put into a drop folder.</summary>
    public const string DropFile = "drop-file";

    /// <summary>A task failed, is late, or is well again.</summary>
    public const string Task = "task";

    /// <summary>The daily report, or that it did not come.</summary>
    public const string Report = "report";

    /// <summary>A channel does not take messages.</summary>
    public const string Channel = "channel";

    /// <summary>An entry or a notice that could not be folded.</summary>
    public const string Poison = "poison";

    /// <summary>The template of a <see cref="Task"/> that is late.</summary>
    public const string TaskLate = "late";

    /// <summary>The template of a <see cref="Task"/> that failed.</summary>
    public const string TaskFailed = "failed";

    private static readonly HashSet<string> All =
        new(StringComparer.Ordinal)
        {
             Match, Offline, Flapping, Left, Recovered, Forgotten, LostBytes, Full, Input, DropFile, Task, Report, Channel, Poison,
        };

    /// <summary>Whether this version knows <paramref name="kind"/>.</summary>
    public static bool IsKnown(string kind) => All.Contains(kind);

    /// <summary>Whether the kind tells of a host's presence: such messages obey group-wait alone.</summary>
    internal static bool IsPresence(string kind) => kind is Offline or Flapping or Left or Recovered;

    /// <summary>Whether the kind is a state that lasts, and not an event: only a state may be repeated.</summary>
    internal static bool IsCondition(string kind) => kind is Full or Input or Task or Channel;
}
