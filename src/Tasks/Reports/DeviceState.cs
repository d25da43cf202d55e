namespace Dachshund.Tasks.Reports;

/// <summary>How a device stands in a report, the worst first.</summary>
public enum DeviceState
{
    /// <summary>Silent, or expected and never seen.</summary>
    Lost,

    /// <summary>Up, and something is wrong with it.</summary>
    Error,

    /// <summary>Up, and nothing is wrong.</summary>
    Ok,
}
