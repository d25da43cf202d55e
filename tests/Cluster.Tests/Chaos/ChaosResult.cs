namespace Dachshund.Cluster.Tests.Chaos;

/// <summary>The figures of a run that was right.</summary>
/// <param name="Faults">How many things were done to it.</param>
/// <param name="Lines">How many lines were written that match.</param>
/// <param name="Told">Of how many lines the phone was told.</param>
/// <param name="Repeats">How many messages came again, marked.</param>
/// <param name="Turns">How often a lease changed hands.</param>
/// <param name="Outages">How many outages of hosts were committed.</param>
/// <param name="Offline">How many outages the phone was told of.</param>
internal sealed record ChaosResult(int Faults, long Lines, long Told, int Repeats, int Turns, int Outages, int Offline);
