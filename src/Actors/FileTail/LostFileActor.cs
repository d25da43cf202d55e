using Dachshund.Actors.JournalWriter;
using Dachshund.Actors.Matcher;
using Dachshund.Kernel;

namespace Dachshund.Actors.FileTail;

/// <summary>
/// Records bytes of a file that nobody can read any more: the file's position moves over them, in one append with an entry that
/// names them. Stops when that is stored, or when the journal turns out to be past them.
/// </summary>
internal sealed class LostFileActor : ReceiveActor
{
    private readonly LostBytes _lost;
    private readonly EntryEncoder _encoder;
    private readonly IActorRef _writer;
    private long _turn;

    public LostFileActor(LostBytes lost, EntryEncoder encoder, IActorRef writer)
    {
        (_lost, _encoder, _writer) = (lost, encoder, writer);
        Receive<FileAttached>(attached => Record(attached.Turn, attached.Position));
        Receive<RewindFile>(rewind => Record(rewind.Turn, rewind.Position));
        Receive<WriterStarted>(_ => Attach());
        Receive<ProgressStored>(stored =>
        {
            if (stored.Turn == _turn && stored.Done)
                Context.Stop(Self);
        });
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(WriterStarted));
        Attach();
    }

    private void Attach()
    {
        var place = _lost.File with { Offset = _lost.Start };
        _writer.Tell(new AttachFile(place.Field, _lost.Start > 0 ? place : null, Self), Self);
    }

    private void Record(long turn, long? position)
    {
        _turn = turn;
        var from = position ?? 0;
        if (from >= _lost.End)
        {
            Context.Stop(Self);
            return;
        }

        var behind = _lost.File with { Offset = _lost.End, Done = true };
        var entries = _encoder.EncodeLost(_lost with { Start = from });
        _writer.Tell(new FileProgress(turn, from, behind, entries, 0), Self);
    }
}
