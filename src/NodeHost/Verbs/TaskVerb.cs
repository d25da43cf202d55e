using System.CommandLine;
using System.Globalization;
using Dachshund.Actors.TaskWatch;
using Dachshund.Journal.CheckIns;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Dachshund.Tasks;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>task</c>: what must run, whether it did, and a way to run it so that this is known.</summary>
internal static class TaskVerb
{
    public static Command Create(VerbConsole console) => new("task",
        "Runs commands so that it is known how they ended, and shows which tasks are well\n\n"
        + "  dachshund task run backup -- /usr/local/bin/backup.sh --full\n"
        + "  dachshund task expect backup --every 1d --grace 2h")
    {
        TaskRunVerb.Create(console),
        List(console),
        Expect(console),
        Forget(console),
    };

    private static Command List(VerbConsole console)
    {
        var host = OptionOf.Text("HOST", "Only the tasks of this host", "--host");
        var command = InspectionVerb.Create(
            "list", "Lists all tasks that are expected or known, the worst first. Exit 1 when one failed or is late", console,
            async (verb, parsed, ct) =>
            {
                var only = parsed.GetValue(host);
                var tasks = (await ReadAsync(verb, ct)).Where(task => only is null || task.Host == only).ToArray();
                var bad = tasks.Any(task => task.State is TaskState.Late or TaskState.Error);
                return verb.Show(tasks.Select(Body), output => Print(verb, tasks, output), bad ? ExitCodes.Negative : ExitCodes.Done);
            });
        command.Options.Add(host);
        return command;
    }

    private static Command Expect(VerbConsole console)
    {
        var name = NameArgument();
        var host = HostOption();
        var every = OptionOf.Text("DURATION", "How often it must end (1d); whole days are days of the zone", "--every");
        var cron = OptionOf.Text("\"M H D M W\"", "When it must end, as in a crontab, in place of --every", "--cron");
        var grace = OptionOf.Text("DURATION", "How long after it was due it is late (2h)", "--grace");
        var zone = OptionOf.Text("ZONE", "IANA name of the zone of its days and its crontab; else the configuration's", "--zone");
        var command = InspectionVerb.Create(
            "expect", "Expects a task from now on, as report.tasks does in a configuration; asked again, it takes the new times", console,
            async (verb, parsed, ct) =>
            {
                var arguments = new TaskArguments(
                    parsed.GetValue(every), parsed.GetValue(cron), parsed.GetValue(grace), parsed.GetValue(zone));
                if (arguments.ToExpectation(ConfigurationMapping.Zone(verb.Configuration.Zone).Id, out var problem) is not { } expectation)
                    return console.Fail(SafeLine.Of(problem));
                return await SayAsync(verb, parsed, name, host, TaskEntries.Expect, expectation, ct);
            });
        command.Arguments.Add(name);
        foreach (var option in new Option[] { host, every, cron, grace, zone })
            command.Options.Add(option);
        return command;
    }

    private static Command Forget(VerbConsole console)
    {
        var name = NameArgument();
        var host = HostOption();
        var command = InspectionVerb.Create(
            "forget", "Forgets a task: what it is expected to do and what it did. One in report.tasks stays expected, anew from now",
            console, (verb, parsed, ct) => SayAsync(verb, parsed, name, host, TaskEntries.Forget, null, ct));
        command.Arguments.Add(name);
        command.Options.Add(host);
        return command;
    }

    public static Argument<string> NameArgument() => new("NAME") { Description = "The task's name" };

    public static Option<string?> HostOption() => OptionOf.Text("HOST", "The host that it runs on; else this machine's node", "--host");

    private static async Task<int> SayAsync(
        InspectionVerb verb, ParseResult parsed, Argument<string> name, Option<string?> host, string word, TaskExpectation? expectation,
        CancellationToken ct)
    {
        var (task, on) = (parsed.GetValue(name) ?? "", verb.HostOrOwn(parsed.GetValue(host)));
        if (TaskEntries.ProblemOfName(task) is { } problem)
            return verb.Say(task, "unusable", problem, ExitCodes.Failure);
        if (word == TaskEntries.Forget && !(await ReadAsync(verb, ct)).Any(known => known.Host == on && known.Name == task))
            return verb.Say(task, "unknown", $"{on} has no task '{task}' ('task list' names them)", ExitCodes.Negative);
        var entry = TaskEntries.Encode(new TaskCheckIn(on, task, word) { Expectation = expectation }, TimeProvider.System.GetUtcNow());
        var outcome = await Answered.Of(verb.Journal.CheckInAsync(on, $"task:{task}:{Guid.NewGuid():N}:{word}", entry, ct));
        if (outcome == CheckInOutcome.Full)
            return verb.Say(task, "full", "the journal is full, and takes it when servers have read it ('journal')", ExitCodes.Negative);
        return word == TaskEntries.Forget
            ? verb.Say(task, "forgotten", $"{task} on {on} is forgotten", ExitCodes.Done)
            : verb.Say(task, "expected", $"{task} on {on} is expected from now on ('task list' shows when)", ExitCodes.Done);
    }

    private static Task<IReadOnlyList<KnownTask>> ReadAsync(InspectionVerb verb, CancellationToken ct) =>
        TaskReader.ReadAsync(verb.Journal, ConfigurationMapping.ToTasks(verb.Configuration), ct);

    private static object Body(KnownTask task) => new
    {
        task.Host,
        task.Name,
        State = Word(task.State),
        task.IsExpected,
        LastSign = task.Record?.LastSign,
        LastEnd = task.Record?.LastEnd,
        Due = task.DueAt,
        task.Detail,
    };

    private static void Print(InspectionVerb verb, KnownTask[] tasks, TextWriter output)
    {
        if (tasks.Length == 0)
        {
            output.WriteLine("no tasks; 'task expect NAME' or report.tasks expects one, and each sign of life makes one known");
            return;
        }

        var zone = ConfigurationMapping.Zone(verb.Configuration.Zone);
        TextTable.Print(["state", "host", "task", "last end", "due", "detail"], tasks.Select(task => new[]
        {
            Word(task.State), task.Host, task.Name, At(task.Record?.LastEnd, zone), At(task.DueAt, zone), task.Detail,
        }), output);
    }

    private static string Word(TaskState state) => state switch
    {
        TaskState.Late => "LATE",
        TaskState.Error => "ERR",
        TaskState.New => "NEW",
        TaskState.Lost => "LOST",
        _ => "OK",
    };

    private static string At(DateTimeOffset? time, TimeZoneInfo zone) => time is { } at
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)
        : "-";
}
