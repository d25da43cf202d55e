namespace Dachshund.Tasks;

/// <summary>How a task stands, the worst first.</summary>
public enum TaskState
{
    /// <summary>No sign of life since the last report, or ever.</summary>
    Lost,

    /// <summary>Its period and grace ran out.</summary>
    Late,

    /// <summary>It failed, and that isn't over.</summary>
    Error,

    /// <summary>Nobody said that it is expected: it was learned from its signs of life.</summary>
    New,

    /// <summary>All is well.</summary>
    Ok,
}
