using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dachshund.Actors.Inspection;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>actors</c>: the tree of a node's actors, told by the node itself.</summary>
internal static class ActorsVerb
{
    private const int DefaultDepth = 4;

    public static Command Create(VerbConsole console)
    {
        var depth = new Option<int>("--depth", "-d")
        {
            Description = "How many levels below /user",
            HelpName = "DEPTH",
            DefaultValueFactory = _ => DefaultDepth,
            CustomParser = result =>
            {
                if (!int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var levels) || levels is < 0 or > 100)
                    result.AddError("--depth is a number from 0 to 100");
                return levels;
            },
        };
        var node = new Option<string?>("--node") { Description = "The node's name; without it, this machine's node", HelpName = "HOST" };
        var command = InspectionVerb.Create(
            "actors", "Shows the actors of a node: what waits, what was handled, restarts, what each does now. Exit 1 when the node is silent",
            console, (verb, parsed, ct) => RunAsync(verb, verb.HostOrOwn(parsed.GetValue(node)), parsed.GetValue(depth), ct));
        command.Options.Add(depth);
        command.Options.Add(node);
        return command;
    }

    private static async Task<int> RunAsync(InspectionVerb verb, string host, int depth, CancellationToken ct)
    {
        var answer = await Answered.Of(verb.Journal.AskAsync(host, NodeQuestions.Actors(depth), NodeLeaving.AnswerWithin, ct));
        return !answer.IsSilent && JsonSerializer.Deserialize<ActorReport>(answer.Body.Span, JsonSerializerOptions.Web) is { } root
            ? verb.Show(root, output => ActorPrinter.Print(root, output))
            : verb.Say(host, "silent", NodeLeaving.Silent(host), ExitCodes.Negative);
    }
}
