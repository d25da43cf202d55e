namespace Dachshund.Tasks.Reports;

/// <summary>How many of each there are. Immutable.</summary>
/// <param name="DevicesLost">Devices that are lost.</param>
/// <param name="DevicesError">Devices that something is wrong with.</param>
/// <param name="DevicesOk">Devices that are well.</param>
/// <param name="TasksLost">Tasks without a sign of life.</param>
/// <param name="TasksLate">Tasks that are late.</param>
/// <param name="TasksError">Tasks that failed.</param>
/// <param name="TasksOk">Tasks that are well.</param>
/// <param name="TasksNew">Tasks that were learned and are well; nobody said that they are expected.</param>
/// <param name="Problems">Problems: templates, not their lines.</param>
public sealed record ReportTotals(
    int DevicesLost = 0, int DevicesError = 0, int DevicesOk = 0,
    int TasksLost = 0, int TasksLate = 0, int TasksError = 0, int TasksOk = 0, int TasksNew = 0,
    long Problems = 0)
{
    /// <summary>Nothing at all.</summary>
    public static ReportTotals None { get; } = new();

    /// <summary>All devices.</summary>
    public int Devices => DevicesLost + DevicesError + DevicesOk;

    /// <summary>All tasks.</summary>
    public int Tasks => TasksLost + TasksLate + TasksError + TasksOk + TasksNew;

    internal static ReportTotals Of(IEnumerable<ReportedDevice> devices, IEnumerable<ReportedTask> tasks)
    {
        var (ofDevice, ofTask) = (new int[(int)DeviceState.Ok + 1], new int[(int)TaskState.Ok + 1]);
        foreach (var device in devices)
            ofDevice[(int)device.State]++;
        foreach (var task in tasks)
            ofTask[(int)task.State]++;
        return new ReportTotals(
            ofDevice[(int)DeviceState.Lost], ofDevice[(int)DeviceState.Error], ofDevice[(int)DeviceState.Ok],
            ofTask[(int)TaskState.Lost], ofTask[(int)TaskState.Late], ofTask[(int)TaskState.Error],
            ofTask[(int)TaskState.Ok], ofTask[(int)TaskState.New]);
    }

    internal ReportTotals Plus(ReportTotals other) => new(
        DevicesLost + other.DevicesLost, DevicesError + other.DevicesError, DevicesOk + other.DevicesOk,
        TasksLost + other.TasksLost, TasksLate + other.TasksLate, TasksError + other.TasksError,
        TasksOk + other.TasksOk, TasksNew + other.TasksNew, Problems + other.Problems);
}
