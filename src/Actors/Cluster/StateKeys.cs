using Dachshund.Journal;

namespace Dachshund.Actors.Cluster;

/// <summary>The names of what the actors fold, below the journal's keys.</summary>
public static class StateKeys
{
    /// <summary>What could not be folded: how many, when said.</summary>
    public const string Poison = "poison";

    /// <summary>What a shard knows of its hosts besides their beats.</summary>
    public const string Hosts = "hosts";

    /// <summary>What a shard said of consumer groups that lag.</summary>
    public const string Fill = "fill";

    /// <summary>What a shard remembers of tasks.</summary>
    public const string Tasks = "tasks";

    /// <summary>The report that a shard said is missing.</summary>
    public const string MissingReport = "missing-report";

    /// <summary>The router's alerts.</summary>
    public const string Alerts = "alerts";

    /// <summary>The router's deliveries.</summary>
    public const string Deliveries = "deliveries";

    /// <summary>The router's silences.</summary>
    public const string Silences = "silences";

    /// <summary>The router's clock.</summary>
    public const string Clock = "clock";

    /// <summary>The kind of an item in the stream of notices.</summary>
    public const string NoticeKind = "n";

    /// <summary>The bell that rings when there are notices.</summary>
    public static string RouterBell(JournalKeys keys) => $"router-{keys.ConsumerGroup}";

    /// <summary>The bell that rings when there is something in the inbox.</summary>
    public static string InboxBell(JournalKeys keys) => $"inbox-{keys.ConsumerGroup}";
}
