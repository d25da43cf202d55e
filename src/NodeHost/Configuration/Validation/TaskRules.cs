using Dachshund.Actors.TaskWatch;
using Dachshund.Hocon;
using Dachshund.Tasks;

namespace Dachshund.NodeHost.Configuration.Validation;

/// <summary><c>report.tasks { }</c>.</summary>
internal static class TaskRules
{
    public static void Check(IReadOnlyDictionary<string, IReadOnlyList<TaskConfiguration>> tasks, HoconPoint at, Findings findings)
    {
        NameRules.CheckKeys(tasks.Keys, at, findings);
        foreach (var (host, ofHost) in tasks)
            Check(ofHost, at.Field(host), findings);
    }

    private static void Check(IReadOnlyList<TaskConfiguration> tasks, HoconPoint at, Findings findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (tasks.Count > TaskEntries.TasksPerHostMax)
            findings.Error(at, $"has {tasks.Count} tasks; {TaskEntries.TasksPerHostMax} at most on one host");
        for (var i = 0; i < tasks.Count; i++)
        {
            var (task, point) = (tasks[i], at.Item(i));
            if (TaskEntries.ProblemOfName(task.Name) is { } problem)
                findings.Error(point.Field("name"), problem);
            if (!names.Add(task.Name))
                findings.Error(point, $"\"{task.Name}\" is there twice");
            if (task.Zone.Length > 0)
                ZoneRules.Check(task.Zone, point.Field("zone"), findings);
            if (task.Cron.Length > 0)
                CheckCron(task, point, findings);
        }
    }

    private static void CheckCron(TaskConfiguration task, HoconPoint at, Findings findings)
    {
        if (at.Field("every").IsSet)
            findings.Error(at.Field("cron"), "stands beside every; write one of them");
        if (Schedule.OfCron(task.Cron, task.Grace, TimeZoneInfo.Utc, out var problem) is null)
            findings.Error(at.Field("cron"), problem);
    }
}
