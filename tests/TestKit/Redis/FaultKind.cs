namespace Dachshund.TestKit.Redis;

/// <summary>What happens to a chunk.</summary>
internal enum FaultKind
{
    /// <summary>It passes.</summary>
    None,

    /// <summary>It passes a little later.</summary>
    Delay,

    /// <summary>The connection is cut before it passes.</summary>
    Cut,

    /// <summary>It passes, and the connection is cut: a request that runs and whose reply is lost.</summary>
    PassAndCut,
}
