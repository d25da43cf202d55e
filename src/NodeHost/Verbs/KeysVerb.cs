using System.CommandLine;
using System.Globalization;
using Dachshund.Context.Keys;
using Dachshund.Journal;
using Dachshund.NodeHost.Configuration;
using Dachshund.NodeHost.Hosting;
using Dachshund.NodeHost.Inspection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.NodeHost.Verbs;

/// <summary><c>keys</c>: the keys that links are signed with.</summary>
internal static class KeysVerb
{
    public static Command Create(VerbConsole console) => new(
        "keys", "The keys that links are signed with: servers have private ones, nodes believe public ones (docs/links.md)")
    {
        List(console), Generate(console), Rotate(console), Export(console),
    };

    private static Command List(VerbConsole console)
    {
        var command = new Command(
            "list", "Shows the keys: from when until when they are good, who signs with them, how many nodes believe them, which are here");
        command.Options.Add(GlobalOptions.Json);
        return WithKeys(command, console, (parsed, configuration, ring, ct) => ListAsync(parsed, configuration, ring, console, ct));
    }

    private static Command Generate(VerbConsole console) => WithKeys(
        new Command("generate",
            "Makes the first key of a cluster, on a server. A server does so by itself when it starts and no other server has one"),
        console, (_, configuration, ring, _) => Task.FromResult(MakeFirst(configuration, ring, console)));

    private static Command Rotate(VerbConsole console) => WithKeys(
        new Command("rotate",
            "Makes the next key, on a server: the newest one vouches for it, so nodes take it by themselves. Links of older ones open until they expire"),
        console, (_, configuration, ring, _) => Task.FromResult(MakeNext(configuration, ring, console)));

    private static Command Export(VerbConsole console)
    {
        var folder = OptionOf.Text("FOLDER", $"Writes a file ID{TrustedKeys.Ending} for each good key instead", "--output", "-o");
        var command = new Command("export",
            $"Prints the public key that signs now, for data-dir/trusted-keys/ID{TrustedKeys.Ending} on nodes with context-web.trust = files");
        command.Options.Add(folder);
        return WithKeys(command, console, (parsed, _, ring, _) => Task.FromResult(Export(ring, parsed.GetValue(folder), console)));
    }

    /// <summary>Lets a verb run with the configuration and the private keys that are here.</summary>
    private static Command WithKeys(
        Command command, VerbConsole console, Func<ParseResult, DachshundConfiguration, KeyRing, CancellationToken, Task<int>> run)
    {
        command.SetAction((parsed, ct) => RunAsync(parsed, console, run, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, VerbConsole console,
        Func<ParseResult, DachshundConfiguration, KeyRing, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        var loaded = Configurations.Load(parsed);
        if (!Configurations.Report(loaded, console) || loaded.Value is not { } configuration)
            return ExitCodes.Failure;
        try
        {
            return await run(parsed, configuration, KeyRing.Load(KeyFolders.Private(configuration)), ct);
        }
        catch (LinkKeyException e)
        {
            return console.Fail(e.Message);
        }
    }

    private static int MakeFirst(DachshundConfiguration configuration, KeyRing ring, VerbConsole console)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (!IsServer(configuration, console))
            return ExitCodes.Failure;
        if (ring.Current(now) is { } key)
        {
            console.Fail($"there is a key already: {Named(key.Statement, configuration)} ('dachshund keys rotate' makes the next one)");
            return ExitCodes.Negative;
        }

        key = ring.Generate(now, LinkKey.LifetimeDefault);
        KeyFolders.GiveToOwner(configuration, ring.PathOf(key));
        console.Out.WriteLine($"made {Named(key.Statement, configuration)}");
        SayWhereTo(ring.PathOf(key), console);
        return ExitCodes.Done;
    }

    private static int MakeNext(DachshundConfiguration configuration, KeyRing ring, VerbConsole console)
    {
        if (!IsServer(configuration, console))
            return ExitCodes.Failure;
        var key = ring.Rotate(TimeProvider.System.GetUtcNow(), LinkKey.LifetimeDefault);
        KeyFolders.GiveToOwner(configuration, ring.PathOf(key));
        console.Out.WriteLine($"made {Named(key.Statement, configuration)}; {key.Statement.SignerId} vouches for it");
        console.Out.WriteLine($"it signs in {KeyRing.Settling.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s, when the nodes have it; links of older keys open until they expire");
        SayWhereTo(ring.PathOf(key), console);
        return ExitCodes.Done;
    }

    private static void SayWhereTo(string path, VerbConsole console) =>
        console.Out.WriteLine($"other servers need the same file (owner dachshund, mode 0600): {path}");

    private static bool IsServer(DachshundConfiguration configuration, VerbConsole console)
    {
        var isServer = configuration.Node.Roles.Contains(NodeRole.Server);
        if (!isServer)
            console.Fail("keys are made on servers, and node.roles of this machine has no 'server'");
        return isServer;
    }

    private static int Export(KeyRing ring, string? folder, VerbConsole console)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (ring.Current(now) is not { } current)
            return console.Fail("there is no key to export here; run it on a server, or make one by 'dachshund keys generate'");
        if (folder is null)
        {
            console.Out.WriteLine(current.Statement);
            return ExitCodes.Done;
        }

        try
        {
            Directory.CreateDirectory(folder);
            foreach (var key in ring.Keys.Where(key => key.Statement.IsValidAt(now)))
            {
                var path = Path.Join(folder, key.Id + TrustedKeys.Ending);
                File.WriteAllText(path, $"{key.Statement}\n");
                console.Out.WriteLine(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return console.Fail($"{folder} can't be written: {e.Message}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> ListAsync(
        ParseResult parsed, DachshundConfiguration configuration, KeyRing ring, VerbConsole console, CancellationToken ct)
    {
        var trusted = TrustedKeys.Load(KeyFolders.Trusted(configuration), TrustMode.Files);
        var (published, nodes) = ((IReadOnlyList<KeyStatement>)[], (IReadOnlyList<ClusterNode>)[]);
        try
        {
            await using var journal = await JournalClient.ConnectAsync(
                ConfigurationMapping.ToJournal(configuration), new JournalEnvironment(TimeProvider.System, NullLoggerFactory.Instance), ct);
            var reader = new ClusterReader(journal, configuration.Cluster.OfflineAfter);
            published = await reader.ReadLinkKeysAsync(ct);
            nodes = (await reader.ReadAsync(ct)).Nodes;
        }
        catch (JournalException e)
        {
            console.Fail($"only what is on this machine: {e.Message}");
        }

        var own = ring.Keys.Select(key => key.Statement).ToArray();
        var report = LinkKeyReport.Of([.. own, .. trusted.Keys, .. published], nodes, TimeProvider.System.GetUtcNow());
        report = report with
        {
            Keys = [.. report.Keys.Select(row => row with
            {
                IsPrivateHere = own.Any(key => key.Id.ToString() == row.Id),
                IsTrustedHere = trusted.Keys.Any(key => key.Id.ToString() == row.Id),
            })],
        };
        if (parsed.GetValue(GlobalOptions.Json))
            await console.Out.WriteLineAsync(TerminalJson.Of(report));
        else
            Print(report, configuration, console.Out);
        return ExitCodes.Done;
    }

    private static void Print(LinkKeyReport report, DachshundConfiguration configuration, TextWriter output)
    {
        if (report.Keys.Count == 0)
            output.WriteLine("no keys: a server makes the first one when it starts");
        else
            TextTable.Print(["key", "from", "until", "signs on", "believed by", "here"], report.Keys.Select(row => (string[])
            [
                row.Id, Day(row.FromMs, configuration), Day(row.UntilMs, configuration),
                row.SignedBy.Count > 0 ? string.Join(", ", row.SignedBy) : "-",
                $"{row.BelievedBy.ToString(CultureInfo.InvariantCulture)} of {Counted.Of(report.Pages, "node")}",
                (row.IsPrivateHere, row.IsTrustedHere) switch
                {
                    (true, true) => "private, believed",
                    (true, false) => "private",
                    (false, true) => "believed",
                    _ => "-",
                },
            ]), output);
        foreach (var problem in report.Problems)
            output.WriteLine($"problem: {SafeLine.Of(problem)}");
    }

    private static string Named(KeyStatement key, DachshundConfiguration configuration) =>
        $"key {key.Id}, good until {Day(key.Expires.ToUnixTimeMilliseconds(), configuration)}";

    private static string Day(long unixMs, DachshundConfiguration configuration) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), ConfigurationMapping.Zone(configuration.Zone))
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
