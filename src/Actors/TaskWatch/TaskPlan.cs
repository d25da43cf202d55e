using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>The tasks that the configuration expects, and the zone whose days count. Immutable.</summary>
public sealed class TaskPlan
{
    private readonly Dictionary<(string Host, string Task), Schedule> _schedules;

    /// <summary>Makes one.</summary>
    /// <param name="zone">Whose days count where a task says nothing of it.</param>
    /// <param name="tasks">The tasks; of one that is named twice, the last.</param>
    public TaskPlan(TimeZoneInfo zone, IEnumerable<(string Host, string Task, Schedule Schedule)> tasks)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(tasks);
        Zone = zone;
        _schedules = [];
        foreach (var (host, task, schedule) in tasks)
            _schedules[(host, task)] = schedule;
    }

    /// <summary>Nothing is expected; days are those of UTC.</summary>
    public static TaskPlan Empty { get; } = new(TimeZoneInfo.Utc, []);

    /// <summary>Whose days count where a task says nothing of it.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The tasks, host and name.</summary>
    public IEnumerable<(string Host, string Task)> Tasks => _schedules.Keys;

    /// <summary>The hosts that have tasks.</summary>
    public IEnumerable<string> Hosts => _schedules.Keys.Select(key => key.Host).Distinct();

    /// <summary>When a task must give signs of life; null when the configuration says nothing of it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="task">The task's name.</param>
    public Schedule? Find(string host, string task) => _schedules.GetValueOrDefault((host, task));
}
