using System.CommandLine;
using Dachshund.Actors.Shard;
using Dachshund.Journal.Sessions;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>cluster</c>: the nodes, and what is done to one of them.</summary>
internal static class ClusterVerb
{
    public static Command Create(VerbConsole console) => new("cluster", "Shows the nodes of the cluster, and makes one leave, ends its session or forgets it")
    {
        InspectionVerb.Create("show", "Shows the nodes: state, roles, version, address, since when, files, bytes behind, what each owns", console, ShowAsync),
        Leader(console),
        Status(console),
        Leave(console),
        Down(console),
        Forget(console),
    };

    private static async Task<int> ShowAsync(InspectionVerb verb, ParseResult parsed, CancellationToken ct)
    {
        var report = await verb.Reader.ReadAsync(ct);
        return verb.Show(report, _ => verb.Printer.Print(report));
    }

    private static Command Leader(VerbConsole console) => InspectionVerb.Create(
        "leader", "Names the server that routes the alerts. Exit 1 when nobody does", console, async (verb, _, ct) =>
        {
            var leader = (await verb.Reader.ReadAsync(ct)).Leader;
            return leader.Length == 0
                ? verb.Say("", "none", "nobody routes the alerts now", ExitCodes.Negative)
                : verb.Show(new { leader }, output => output.WriteLine(leader));
        });

    private static Command Status(VerbConsole console)
    {
        var host = HostArgument();
        var command = InspectionVerb.Create("status", "Shows one node. Exit 1 when it is not up", console, async (verb, parsed, ct) =>
        {
            var name = verb.HostOrOwn(parsed.GetValue(host));
            return (await verb.Reader.ReadAsync(ct)).Nodes.FirstOrDefault(node => node.Host == name) is { } node
                ? verb.Show(node, _ => verb.Printer.Print(node), node.IsThere ? ExitCodes.Done : ExitCodes.Negative)
                : verb.Say(name, "unknown", Unknown(name), ExitCodes.Negative);
        });
        command.Arguments.Add(host);
        return command;
    }

    private static Command Leave(VerbConsole console)
    {
        var host = HostArgument();
        var command = InspectionVerb.Create(
            "leave", "Asks a node to leave in order and waits until it has: what it read is stored, what it owns handed over, its process ends",
            console, (verb, parsed, ct) => NodeLeaving.RunAsync(verb, verb.HostOrOwn(parsed.GetValue(host)), ct));
        command.Arguments.Add(host);
        return command;
    }

    private static Command Down(VerbConsole console)
    {
        var host = HostArgument(ArgumentArity.ExactlyOne);
        var force = new Option<bool>("--force") { Description = "Also a node that beats" };
        var command = InspectionVerb.Create(
            "down", "Ends the session of a node that hangs: others take at once what it owns, and what it still writes is refused",
            console, async (verb, parsed, ct) =>
            {
                var name = verb.HostOrOwn(parsed.GetValue(host));
                return await Answered.Of(verb.Journal.DownAsync(name, parsed.GetValue(force), ct)) switch
                {
                    ExpelOutcome.Done => verb.Say(name, "down", $"{name} is down: what it owns is free, what it still writes is refused", ExitCodes.Done),
                    ExpelOutcome.Ended => verb.Say(name, "ended", $"the session of {name} had ended before", ExitCodes.Done),
                    ExpelOutcome.Beats => verb.Say(name, "beats",
                        $"{name} beats: 'cluster leave {name}' makes it leave in order, --force ends its session all the same", ExitCodes.Negative),
                    _ => verb.Say(name, "unknown", Unknown(name), ExitCodes.Negative),
                };
            });
        command.Arguments.Add(host);
        command.Options.Add(force);
        return command;
    }

    private static Command Forget(VerbConsole console)
    {
        var host = HostArgument(ArgumentArity.ExactlyOne);
        var command = InspectionVerb.Create(
            "forget", "Forgets a node that is gone for good: its state, its beats, the positions of its files. Refuses while it beats",
            console, async (verb, parsed, ct) =>
            {
                var name = verb.HostOrOwn(parsed.GetValue(host));
                var entry = NodeEntries.Encode(NodeEntries.Forget, name, TimeProvider.System.GetUtcNow());
                return await Answered.Of(verb.Journal.ForgetAsync(name, entry, ct)) switch
                {
                    ExpelOutcome.Done => verb.Say(name, "forgotten", $"{name} is forgotten", ExitCodes.Done),
                    ExpelOutcome.Beats => verb.Say(name, "beats", $"{name} beats: stop it first ('cluster leave {name}')", ExitCodes.Negative),
                    _ => verb.Say(name, "unknown", Unknown(name), ExitCodes.Negative),
                };
            });
        command.Arguments.Add(host);
        return command;
    }

    public static string Unknown(string host) => $"no node named '{host}' is known ('cluster show' names them)";

    private static Argument<string?> HostArgument(ArgumentArity? arity = null) => new("HOST")
    {
        Description = arity is null ? "The node's name; without one, this machine's node" : "The node's name",
        Arity = arity ?? ArgumentArity.ZeroOrOne,
    };
}
