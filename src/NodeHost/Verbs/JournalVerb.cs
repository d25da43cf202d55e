using System.CommandLine;
using Dachshund.Journal.Leases;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>journal</c>: how full it is and who is behind; <c>journal forget</c>: a consumer group that won't come back.</summary>
internal static class JournalVerb
{
    public static Command Create(VerbConsole console)
    {
        var command = InspectionVerb.Create(
            "journal", "Shows the journal: entries, bytes, what each consumer group has not read, what could not be folded", console,
            async (verb, _, ct) =>
            {
                var report = await verb.Reader.ReadJournalAsync(ct);
                return verb.Show(report, _ => verb.Printer.Print(report));
            });
        command.Subcommands.Add(Forget(console));
        return command;
    }

    private static Command Forget(VerbConsole console)
    {
        var group = new Argument<string>("GROUP") { Description = "The consumer group" };
        var command = new Command("forget", "Forgets a consumer group that won't come back: the journal no longer keeps entries for it")
        {
            group,
            GlobalOptions.Json,
        };
        command.SetAction((parsed, ct) =>
        {
            var name = parsed.GetRequiredValue(group);
            return InspectionVerb.RunAsync(
                parsed, console, options => options with { ConsumerGroup = name }, (verb, _, stop) => ForgetAsync(verb, name, stop), ct);
        });
        return command;
    }

    private static async Task<int> ForgetAsync(InspectionVerb verb, string group, CancellationToken ct)
    {
        var servers = await Answered.Of(verb.Journal.MusterAsync(null, MusterSign.None, ct));
        if (servers.Length > 0)
            return verb.Say(group, "lives", $"the group {group} has servers: {string.Join(", ", servers.Select(server => server.Split(':')[0]))}; stop them first",
                ExitCodes.Negative);
        var forgotten = 0;
        for (var partition = 0; partition < verb.Journal.Partitions; partition++)
            forgotten += await Answered.Of(verb.Journal.ForgetGroupAsync(partition, group, ct)) ? 1 : 0;
        return forgotten > 0
            ? verb.Say(group, "forgotten", $"the group {group} is forgotten", ExitCodes.Done)
            : verb.Say(group, "unknown", $"no group named '{group}' reads the journal ('journal' names them)", ExitCodes.Negative);
    }
}
