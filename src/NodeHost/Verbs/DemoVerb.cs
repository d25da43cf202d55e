using System.CommandLine;
using Dachshund.Alerting;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Demo;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>demo</c>: a tour in a minute, with real nodes on this machine.</summary>
internal sealed class DemoVerb(VerbConsole console, TimeProvider time)
{
    private static readonly Option<bool> s_keep = OptionOf.Flag("Leaves the page open at the end, until Ctrl-C", "--keep");

    public static Command Create(VerbConsole console)
    {
        var command = new Command("demo",
            "A tour in a minute: three nodes on this machine, a service that breaks, a server that is killed, and a phone as a page in\n"
            + "the browser. Needs no configuration, leaves nothing behind. Exit 0 if all was as promised, 1 if not.")
        {
            s_keep,
        };
        command.SetAction((parsed, ct) => new DemoVerb(console, TimeProvider.System).RunAsync(parsed.GetValue(s_keep), ct));
        return command;
    }

    private async Task<int> RunAsync(bool keep, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, console.OutputClosed);
        using var signals = new NodeSignals(stop, reloads: false);
        try
        {
            var spoken = ConfigurationMapping.Language(LanguageSetting.Auto, Environment.GetEnvironmentVariable);
            var language = spoken == MessageLanguage.Zh ? "zh" : "en";
            await using var phone = await Phone.StartAsync(time, language, stop.Token);
            Say($"the phone: {phone.Address} (open it in a browser)");
            var outcome = await TourAsync(phone, language, stop.Token);
            foreach (var line in outcome.Summary())
                Say(line);
            foreach (var broken in outcome.Broken)
                console.Fail($"not as promised: {broken}");
            if (keep)
                await KeepAsync(stop.Token);
            return outcome.Broken.Count == 0 ? ExitCodes.Done : ExitCodes.Negative;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return console.Fail("the tour was ended before its end");
        }
        catch (DemoException e)
        {
            console.Fail(e.Message);
            return ExitCodes.Negative;
        }
        catch (JournalException e)
        {
            return console.Fail(e.Message);
        }
    }

    private async Task<DemoOutcome> TourAsync(Phone phone, string language, CancellationToken ct)
    {
        await using var cluster = new DemoCluster(phone, language, time);
        return await new DemoTour(cluster, phone, time, Say).RunAsync(ct);
    }

    private async Task KeepAsync(CancellationToken ct)
    {
        Say("the page stays until Ctrl-C");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
    }

    private void Say(string line)
    {
        console.Out.WriteLine(SafeLine.Of(line));
        console.Out.Flush();
    }
}
