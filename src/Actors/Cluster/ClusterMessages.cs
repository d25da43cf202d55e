namespace Dachshund.Actors.Cluster;

/// <summary>There may be work: a bell rang, or the poll came round.</summary>
internal sealed record Wake
{
    public static readonly Wake Instance = new();
}

/// <summary>Give the lease back and stop; answered by <see cref="StoodDown"/>.</summary>
internal sealed record StandDown
{
    public static readonly StandDown Instance = new();
}

/// <summary>The lease is given back.</summary>
internal sealed record StoodDown;
