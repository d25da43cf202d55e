namespace Dachshund.Tasks;

/// <summary>What a sign of life says.</summary>
public enum TaskSignalKind
{
    /// <summary>The task began.</summary>
    Started,

    /// <summary>It ended well, or left a trace that says nothing bad.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,
}
