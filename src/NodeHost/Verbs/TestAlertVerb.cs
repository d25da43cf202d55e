using System.CommandLine;
using Dachshund.Alerting;
using Dachshund.Channels;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>test-alert</c>: one test message, and the channel's own answer.</summary>
internal static class TestAlertVerb
{
    public static Command Create(VerbConsole console)
    {
        var channel = new Argument<string?>("CHANNEL")
        {
            Description = "The channel's name in the configuration; without one, every channel",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("test-alert",
            "Sends a test message and prints the channel's own answer. It counts against the robot's limits. Exit 1 when a channel did not take it");
        command.Arguments.Add(channel);
        command.Options.Add(GlobalOptions.Json);
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(channel), console, ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? wanted, VerbConsole console, CancellationToken ct)
    {
        var loaded = Configurations.Load(parsed);
        if (!Configurations.Report(loaded, console) || loaded.Value is not { } configuration)
            return ExitCodes.Failure;
        if (configuration.Channels.Count == 0)
            return console.Fail("no channels are configured (channels.NAME { type = dingtalk, webhook = ... })");
        if (wanted is not null && !configuration.Channels.ContainsKey(wanted))
            return console.Fail($"there is no channel '{wanted}'; there are {string.Join(", ", configuration.Channels.Keys)}");

        return await SendAsync(configuration, wanted, parsed.GetValue(GlobalOptions.Json), console, ct)
            ? ExitCodes.Done
            : ExitCodes.Negative;
    }

    /// <summary>Sends a test message and prints each channel's answer; true when all took it.</summary>
    /// <param name="configuration">Where the channels are.</param>
    /// <param name="wanted">The one to send to; null for all.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="console">Where to print.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<bool> SendAsync(
        DachshundConfiguration configuration, string? wanted, bool json, VerbConsole console, CancellationToken ct)
    {
        var answers = new List<(string Name, SendResult Result)>();
        foreach (var (name, channel) in configuration.Channels.Where(entry => wanted is null || entry.Key == wanted))
            answers.Add((name, await SendAsync(configuration, channel, console, ct)));
        await PrintAsync(answers, json, console);
        return answers.All(answer => answer.Result.Outcome == SendOutcome.Ok);
    }

    private static async Task<SendResult> SendAsync(
        DachshundConfiguration configuration, ChannelConfiguration channel, VerbConsole console, CancellationToken ct)
    {
        var surroundings = new NodeSurroundings(
            TimeProvider.System, NullLoggerFactory.Instance, console.Out, Environment.GetEnvironmentVariable);
        try
        {
            var configured = ConfigurationMapping.ToChannel(channel, surroundings);
            await using var sender = configured.Channel;
            return await sender.SendAsync(Message(configuration, surroundings), ct);
        }
        catch (ChannelConfigException e)
        {
            return new SendResult(SendOutcome.PermanentConfig, null, e.Message, "");
        }
    }

    private static OutgoingMessage Message(DachshundConfiguration configuration, NodeSurroundings surroundings)
    {
        var host = configuration.Node.Name.Length > 0 ? configuration.Node.Name : NodeName.Of(surroundings.Machine);
        var now = TimeZoneInfo.ConvertTime(surroundings.Time.GetUtcNow(), ConfigurationMapping.Zone(configuration.Zone));
        var title = ConfigurationMapping.Language(configuration.Language, surroundings.Environment) switch
        {
            MessageLanguage.En => $"Dachshund test from {host}",
            MessageLanguage.Zh => $"Dachshund 测试消息，来自 {host}",
            _ => $"Dachshund test 测试消息 {host}",
        };
        return new OutgoingMessage("test", title, $"{now:yyyy-MM-dd HH:mm:ss}");
    }

    private static async Task PrintAsync(IReadOnlyList<(string Name, SendResult Result)> answers, bool json, VerbConsole console)
    {
        if (json)
        {
            await console.Out.WriteLineAsync(TerminalJson.Of(
                answers.Select(answer => new
                {
                    channel = answer.Name,
                    outcome = answer.Result.Outcome.ToString(),
                    reason = answer.Result.Reason,
                    answer = answer.Result.Answer,
                })));
        }
        else
        {
            var width = answers.Max(answer => answer.Name.Length);
            foreach (var (name, result) in answers)
                await console.Out.WriteLineAsync(string.Join("  ", Columns(name.PadRight(width), result)));
        }

        await console.Out.FlushAsync();
    }

    private static IEnumerable<string> Columns(string name, SendResult result) =>
        new[] { name, result.Outcome.ToString(), result.Reason, result.Answer }.Where(column => column.Length > 0);
}
