using System.CommandLine;
using Dachshund.Actors.TaskWatch;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Dachshund.NodeHost.TaskRuns;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>task run</c>: a command, and two signs of life around it.</summary>
internal static class TaskRunVerb
{
    public static Command Create(VerbConsole console)
    {
        var name = TaskVerb.NameArgument();
        var words = new Argument<string[]>("-- CMD")
        {
            Description = "The command and its arguments, after two dashes",
            Arity = ArgumentArity.OneOrMore,
        };
        var host = TaskVerb.HostOption();
        var command = new Command("run",
            "Runs a command and says that it began and how it ended: exit code, duration, its last lines if it failed. Its input, output, signals "
            + "and exit code are the command's own; when Redis is away it runs all the same\n\n  dachshund task run backup -- /usr/local/bin/backup.sh --full")
        {
            name, words, host,
        };
        command.SetAction((parsed, ct) => RunAsync(
            parsed, parsed.GetValue(name) ?? "", parsed.GetValue(words) ?? [], parsed.GetValue(host), console, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, string task, string[] words, string? host, VerbConsole console, CancellationToken ct)
    {
        if (TaskEntries.ProblemOfName(task) is { } problem)
            return console.Fail(SafeLine.Of(problem));
        if (host is not null && !JournalKeys.IsName(host))
            return console.Fail(SafeLine.Of($"'{host}' is no host's name: 1 to 64 of a-z 0-9 . _ -"));
        var loaded = Configurations.Load(parsed);
        Configurations.Report(loaded, console);
        await using var output = Console.OpenStandardOutput();
        await using var error = Console.OpenStandardError();
        // To the end: a signal that comes while the end is told must not keep it from being told.
        using var signals = new ChildSignals(sharesTerminal: !Console.IsInputRedirected);
        var command = new TaskCommand(output, error, signals);
        if (loaded.Value is not { } configuration)
        {
            var alone = await command.RunAsync(words);
            return Unsaid(console, task, alone, "the configuration has errors");
        }

        var name = NodeNames.HostOrOwn(configuration, host);
        await using var reporter = new TaskReporter(ConfigurationMapping.ToJournal(configuration), name, task, configuration.Node.Labels);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var began = reporter.StoreAsync(TaskEntries.Started, "", ended.Token);
        var outcome = await command.RunAsync(words);
        if (!began.IsCompleted)
            await ended.CancelAsync();
        await began;
        var failed = outcome.ExitCode != 0;
        var detail = failed ? Redacted(configuration, $"{outcome.Text}\n{command.LastLines}".TrimEnd()) : outcome.Text;
        var unsaid = await reporter.StoreAsync(failed ? TaskEntries.Failed : TaskEntries.Succeeded, detail, CancellationToken.None);
        if (outcome.Problem.Length > 0)
            console.Fail(SafeLine.Of(outcome.Problem));
        return unsaid is null ? outcome.ExitCode : Unsaid(console, task, outcome, unsaid);
    }

    private static string Redacted(DachshundConfiguration configuration, string text)
    {
        var redactor = ConfigurationMapping.ToRedactor(configuration.Redact);
        return string.Join('\n', text.Split('\n').Select(redactor.Redact));
    }

    private static int Unsaid(VerbConsole console, string task, TaskOutcome outcome, string why)
    {
        console.Fail(SafeLine.Of($"task {task}: {outcome.Text}, and nobody was told: {why}"));
        return outcome.ExitCode;
    }
}
