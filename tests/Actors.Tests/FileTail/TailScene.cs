using System.Collections.Immutable;
using System.Text.Json;
using Dachshund.Actors.FileTail;
using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Kernel;
using Dachshund.Matching;
using Dachshund.Tailing;
using Dachshund.TestKit;
using Dachshund.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Dachshund.Actors.Tests.FileTail;

/// <summary>A tailer of a real file whose catalog, matchers and writer are probes: each answers when the test wants it to.</summary>
internal sealed class TailScene : IAsyncDisposable
{
    public const int Credits = 8;

    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Stepped();
    private IActorRef? _tailer;

    public TailScene()
    {
        (Catalog, Writer, Matchers) = (_test.CreateProbe("catalog"), _test.CreateProbe("writer"), _test.CreateProbe("matchers"));
        Gauge = new FileGauge(Log, 0);
    }

    public TestProbe Catalog { get; }

    public TestProbe Writer { get; }

    public TestProbe Matchers { get; }

    public FileGauge Gauge { get; }

    public string Log => Path.Combine(_folder.Path, "app.log");

    public IActorRef Tailer => _tailer ?? throw new InvalidOperationException("there is no tailer");

    /// <summary>Starts the tailer of the file that is at the path now.</summary>
    public void Start(FileCheckpoint? resume = null)
    {
        var found = new FileCatalog([new CatalogInput("app", [Log])]).Scan()[0];
        Start(found.Identity, resume);
    }

    public void Start(FileIdentity identity, FileCheckpoint? resume = null)
    {
        var settings = new FileTailSettings
        {
            Identity = identity,
            Resume = resume,
            Rules = RuleSet.Compile([new RuleDefinition { Input = "app", Name = "errors", Keywords = ["ERROR"] }]),
            Options = new TailOptions(),
            InFlightChunksMax = Credits,
            FinishAfterQuiet = TimeSpan.FromSeconds(3),
            Time = _test.Time,
            Gauge = Gauge,
            Encoder = new EntryEncoder("hound", _ => ImmutableSortedDictionary<string, string>.Empty, _test.Time),
            Catalog = Catalog.Ref,
            Matchers = Matchers.Ref,
            Writer = Writer.Ref,
        };
        _tailer = _test.System.ActorOf(Props.Create(() => new FileTailActor(settings, NullLogger.Instance)), "tailer");
    }

    public Task SettleAsync() => _test.SettleAsync();

    public Task AdvanceAsync(TimeSpan by) => _test.AdvanceAsync(by);

    /// <summary>The tailer looks at its file, and what follows from that is done.</summary>
    public async Task LookAsync()
    {
        Tailer.Tell(LookAtFile.Instance);
        await SettleAsync();
    }

    /// <summary>The writer is asked where a generation goes on, and answers.</summary>
    public async Task AttachAsync(int generation, long? position, long turn)
    {
        var attach = await Writer.FishAsync<AttachFile>();
        Assert.EndsWith($":{generation}", attach.Field, StringComparison.Ordinal);
        Writer.Reply(new FileAttached(attach.Field, turn, position));
        await SettleAsync();
    }

    /// <summary>The writer is asked where a generation goes on, knows nothing, and stores its start.</summary>
    public async Task StartGenerationAsync(int generation, long turn)
    {
        await AttachAsync(generation, null, turn);
        await StoreAsync(turn);
    }

    /// <summary>The writer stores the next progress.</summary>
    public async Task<FileProgress> StoreAsync(long turn)
    {
        var progress = await Writer.ExpectAsync<FileProgress>(progress => progress.Turn == turn);
        Store(progress);
        await SettleAsync();
        return progress;
    }

    public void Store(FileProgress progress) => Tailer.Tell(
        new ProgressStored(progress.Turn, progress.Checkpoint.Offset, progress.Credits, progress.Checkpoint.Done));

    /// <summary>The next chunk that goes out; its buffer is given back.</summary>
    public async Task<MatchChunk> ChunkAsync()
    {
        var chunk = await Matchers.ExpectAsync<MatchChunk>();
        chunk.Chunk.Dispose();
        return chunk;
    }

    /// <summary>A matcher finds nothing in the next chunk.</summary>
    public async Task MatchAsync()
    {
        var chunk = await ChunkAsync();
        Tailer.Tell(new ChunkMatched(chunk.Turn));
        await SettleAsync();
    }

    /// <summary>The bytes that a progress records as lost; null when it records none.</summary>
    public static (long Start, long End)? LostBy(FileProgress progress)
    {
        if (progress.Entries.IsEmpty)
            return null;
        using var entry = JsonDocument.Parse(progress.Entries[0]);
        Assert.Equal("lost-bytes", entry.RootElement.GetProperty("k").GetString());
        var start = entry.RootElement.TryGetProperty("off", out var offset) ? offset.GetInt64() : 0;
        return (start, entry.RootElement.GetProperty("end").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        _folder.Dispose();
    }
}
