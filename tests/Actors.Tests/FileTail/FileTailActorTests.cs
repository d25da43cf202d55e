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

public sealed class FileTailActorTests : IAsyncDisposable
{
    private const int Credits = 8;

    private readonly TestFolder _folder = new();
    private readonly TestSystem _test = TestSystem.Stepped();
    private readonly TestProbe _catalog;
    private readonly TestProbe _writer;
    private readonly TestProbe _matchers;

    public FileTailActorTests()
    {
        (_catalog, _writer, _matchers) = (_test.CreateProbe("catalog"), _test.CreateProbe("writer"), _test.CreateProbe("matchers"));
    }

    [Fact]
    public async Task A_file_that_grows_and_is_written_anew_says_once_that_it_is_started_and_drained()
    {
        var log = Path.Combine(_folder.Path, "app.log");
        await File.WriteAllTextAsync(log, "one\n");
        var tailer = Tail(log);
        await StartAsync(generation: 0);
        await _catalog.ExpectAsync<StartStored>();
        await MatchAsync();
        await _catalog.ExpectAsync<FileDrained>(drained => drained.Ticket == 0);

        await File.AppendAllTextAsync(log, "two\n");
        tailer.Tell(LookAtFile.Unmoved);
        await MatchAsync();
        await File.WriteAllTextAsync(log, "x\n");
        tailer.Tell(LookAtFile.Unmoved);
        var end = await _writer.FishAsync<FileProgress>(progress => progress.Checkpoint.Done);
        _writer.Reply(new ProgressStored(end.Turn, end.Checkpoint.Offset, 0, Done: true));
        await StartAsync(generation: 1);
        await MatchAsync();
        await _catalog.ExpectNoneAsync();

        tailer.Tell(new SayWhenDrained(7));
        await _catalog.ExpectAsync<FileDrained>(drained => drained.Ticket == 7);
    }

    public async ValueTask DisposeAsync()
    {
        await _test.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The writer stores the start of a generation.</summary>
    private async Task StartAsync(int generation)
    {
        var attach = await _writer.ExpectAsync<AttachFile>();
        Assert.EndsWith($":{generation}", attach.Field, StringComparison.Ordinal);
        _writer.Reply(new FileAttached(attach.Field, generation + 1, null));
        var start = await _writer.ExpectAsync<FileProgress>();
        _writer.Reply(new ProgressStored(start.Turn, start.Checkpoint.Offset, start.Credits, Done: false));
    }

    /// <summary>A matcher finds nothing in the next chunk.</summary>
    private async Task MatchAsync()
    {
        var chunk = await _matchers.ExpectAsync<MatchChunk>();
        chunk.Chunk.Dispose();
        _matchers.Reply(new ChunkMatched(chunk.Turn));
    }

    private IActorRef Tail(string log)
    {
        var found = new FileCatalog([new CatalogInput("app", [log])]).Scan()[0];
        var settings = new FileTailSettings
        {
            Identity = found.Identity,
            Path = log,
            Rules = RuleSet.Compile([new RuleDefinition { Input = "app", Name = "errors", Keywords = ["ERROR"] }]),
            Options = new TailOptions(),
            InFlightChunksMax = Credits,
            Gauge = new FileGauge(log, 0),
            Catalog = _catalog.Ref,
            Matchers = _matchers.Ref,
            Writer = _writer.Ref,
        };
        return _test.System.ActorOf(Props.Create(() => new FileTailActor(settings, NullLogger.Instance)), "tailer");
    }
}
