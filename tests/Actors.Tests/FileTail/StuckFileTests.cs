using System.Collections.Immutable;
using System.Text;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Actors.Tests.Cluster;
using Dachshund.Actors.Watchdog;
using Dachshund.Journal;
using Dachshund.Journal.Streams;
using Dachshund.Kernel;
using Dachshund.Matching;
using Dachshund.Tailing;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.FileTail;

/// <summary>A catalog on a real Redis whose writer never answers its tailers, on fake time.</summary>
public sealed class StuckFileTests : RedisTests
{
    [Fact]
    public async Task A_file_with_unread_lines_and_no_progress_for_a_minute_is_told_once_with_what_it_waits_for_and_that_it_goes_on()
    {
        using var folder = new TestFolder();
        var log = Path.Combine(folder.Path, "app.log");
        await File.WriteAllTextAsync(log, "unread\n");
        await using var journal = await Patient.ConnectAsync(Redis.Connection);
        await using var scene = await LeasedScene.StartAsync(journal, "hound", "none");
        using var watcher = new FolderWatcher();
        var writer = scene.Test.CreateProbe("writer");
        await BeginAsync(scene, log, watcher, writer);
        await ScansAsync(scene, 50);
        Assert.Empty(await ToldAsync(journal));
        await ScansUntilToldAsync(scene, journal, 1);
        var told = Assert.Single(await ToldAsync(journal));
        Assert.Contains($"{log} has unread lines and makes no progress; it waits for the journal's answer", told, StringComparison.Ordinal);
        Assert.Contains("the journal is full", told, StringComparison.Ordinal);

        var attach = await writer.FishAsync<AttachFile>();
        attach.Tailer.Tell(new FileAttached(attach.Field, 1, 7));
        await ScansUntilToldAsync(scene, journal, 2);
        Assert.Contains("\"condition\":\"ends\"", (await ToldAsync(journal))[1], StringComparison.Ordinal);
    }

    /// <summary>Scans go on until so much is told: fake time is fast, Redis takes what it takes.</summary>
    private static async Task ScansUntilToldAsync(LeasedScene scene, JournalClient journal, int count)
    {
        for (var scan = 0; scan < 5000 && (await ToldAsync(journal)).Length < count; scan++)
            await ScansAsync(scene, 1);
    }

    private static async Task BeginAsync(LeasedScene scene, string log, FolderWatcher watcher, TestProbe writer)
    {
        var board = new TailingBoard { JournalWaits = "the journal is full" };
        var encoder = new EntryEncoder("hound", _ => ImmutableSortedDictionary<string, string>.Empty, scene.Test.Time);
        var settings = new FileCatalogSettings
        {
            Server = scene.Server,
            InputsFromEnd = new Dictionary<string, bool> { ["app"] = false },
            Catalog = new FileCatalog([new CatalogInput("app", [log])]),
            Watcher = watcher,
            RulesFor = _ => RuleSet.Compile([new RuleDefinition { Input = "app", Name = "app", Keywords = ["ERROR"] }]),
            Options = new TailOptions(),
            InFlightChunksMax = 8,
            Board = board,
            Positions = new PositionsFile(log + "-positions"),
            Encoder = encoder,
            Matchers = scene.Test.CreateProbe("matchers").Ref,
            Writer = writer.Ref,
        };
        scene.Begin(Props.Create(() => new FileCatalogActor(settings, NullLogger.Instance)), () => { });
        await scene.AskAsync<Present>(RollCall.Instance);
    }

    /// <summary>So many scans, a second apart, while the node beats.</summary>
    private static async Task ScansAsync(LeasedScene scene, int scans)
    {
        for (var scan = 0; scan < scans; scan++)
        {
            scene.Test.Time.Advance(TimeSpan.FromSeconds(1));
            scene.Tell(ScanFolders.Instance);
            await scene.AskAsync<Present>(RollCall.Instance);
            await scene.Test.SettleAsync();
        }
    }

    private static async Task<string[]> ToldAsync(JournalClient journal)
    {
        var read = await journal.ReadStreamAsync(journal.Keys.Journal(0), StreamItem.Beginning, 100, CancellationToken.None);
        return
        [
            .. read.Value.Select(item => Encoding.UTF8.GetString(item.Body.Span))
                .Where(body => body.Contains("\"k\":\"input\"", StringComparison.Ordinal)),
        ];
    }
}
