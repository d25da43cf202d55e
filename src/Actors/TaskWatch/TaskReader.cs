using System.Text;
using Dachshund.Actors.Cluster;
using Dachshund.Journal;
using Dachshund.Tasks;

namespace Dachshund.Actors.TaskWatch;

/// <summary>Reads what the shards remember of all tasks, for people.</summary>
public static class TaskReader
{
    /// <summary>The tasks that are expected or known, the worst first, then by host and name.</summary>
    /// <param name="journal">Redis.</param>
    /// <param name="plan">What the configuration expects.</param>
    /// <param name="ct">Ends the wait for Redis.</param>
    /// <exception cref="JournalException">Redis did not answer.</exception>
    public static async Task<IReadOnlyList<KnownTask>> ReadAsync(JournalClient journal, TaskPlan plan, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(plan);
        var now = DateTimeOffset.FromUnixTimeMilliseconds((await journal.ReadTimeAsync(ct)).Require());
        var tasks = new List<KnownTask>();
        for (var partition = 0; partition < journal.Partitions; partition++)
        {
            var stored = (await journal.ReadHashAsync(journal.Keys.Shard(partition, StateKeys.Tasks), ct)).Require();
            tasks.AddRange(stored.Select(field => ToTask(field.Key, field.Value, plan, now)).OfType<KnownTask>());
        }

        var known = tasks.Select(task => (task.Host, task.Name)).ToHashSet();
        tasks.AddRange(plan.Tasks.Where(task => !known.Contains(task))
            .Select(task => new KnownTask(task.Host, task.Task, null, plan.Find(task.Host, task.Task), TaskState.Ok)));
        return
        [
            .. tasks.OrderBy(task => task.State).ThenBy(task => task.Host, StringComparer.Ordinal)
                .ThenBy(task => task.Name, StringComparer.Ordinal),
        ];
    }

    private static KnownTask? ToTask(string field, string stored, TaskPlan plan, DateTimeOffset now)
    {
        if (TaskMemory.ParseField(field) is not var (host, name) || TaskMemory.Decode(Encoding.UTF8.GetBytes(stored)) is not { } memory)
            return null;
        var schedule = plan.Find(host, name) ?? memory.Expectation?.ToSchedule(out _);
        return new KnownTask(host, name, memory.Record, schedule, TaskJudge.Now(memory.Record, schedule, now));
    }
}
