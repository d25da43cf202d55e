namespace Dachshund.Journal.Sessions;

/// <summary>Which hosts' beats are wanted.</summary>
public sealed record BeatQuery
{
    /// <summary>Only hosts that are silent at least this long; default zero: all.</summary>
    public TimeSpan SilentFor { get; init; }

    /// <summary>Hosts that are wanted anyway, silent or not.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>How many silent ones are answered, the longest silent first; default 100,000.</summary>
    public int HostsMax { get; init; } = 100_000;
}
