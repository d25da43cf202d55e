namespace Dachshund.Journal.Sessions;

/// <summary>Whose session it is.</summary>
/// <param name="Partition">The host's partition.</param>
/// <param name="Host">Name of the host.</param>
/// <param name="Incarnation">This process: 1 to 64 letters, digits, <c>. _ -</c>; never used before.</param>
/// <param name="Interval">How often it beats.</param>
public sealed record SessionIdentity(int Partition, string Host, string Incarnation, TimeSpan Interval)
{
    /// <summary>The owner that leases name: <c>host:incarnation</c>.</summary>
    public string Owner => $"{Host}:{Incarnation}";
}
