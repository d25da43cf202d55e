namespace Dachshund.Alerting;

/// <summary>One alert, for people to read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind; <c>digest</c> for what Redis lost and found again.</param>
/// <param name="Severity">The highest severity ever counted in it.</param>
/// <param name="Name">Input and rule, or what stands for them.</param>
public sealed record AlertSummary(string Id, string Kind, string Severity, string Name)
{
    /// <summary>The template, or a sentence of detail.</summary>
    public string Template { get; init; } = "";

    /// <summary>Some of the hosts, ten at most.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Events counted since it began.</summary>
    public long Counted { get; init; }

    /// <summary>When its first event was seen, Unix ms.</summary>
    public long FirstTimeMs { get; init; }

    /// <summary>When its last event was seen, Unix ms.</summary>
    public long LastTimeMs { get; init; }

    /// <summary>Its accounts, one for each channel that it goes to; none when it goes nowhere on purpose.</summary>
    public IReadOnlyList<AccountSummary> Accounts { get; init; } = [];
}
