namespace Dachshund.Journal.Sessions;

/// <summary>The process that has a host's session.</summary>
/// <param name="Incarnation">The process.</param>
/// <param name="Pulse">How often it beat.</param>
/// <param name="Interval">How often it said that it beats.</param>
/// <param name="Address">Where it said that it is; may be empty.</param>
public sealed record SessionHolder(string Incarnation, long Pulse, TimeSpan Interval, string Address);
