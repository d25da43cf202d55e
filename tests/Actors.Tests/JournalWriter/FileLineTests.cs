using Dachshund.Actors.JournalWriter;
using Dachshund.Kernel;
using Dachshund.Tailing;

namespace Dachshund.Actors.Tests.JournalWriter;

public sealed class FileLineTests
{
    private static readonly FileIdentity s_identity = new(1, 2);

    [Fact]
    public void Progress_of_one_file_is_taken_end_to_start_only()
    {
        var line = Line(stored: 100);
        Assert.True(line.TryEnqueue(Progress(100, 200)));
        Assert.False(line.TryEnqueue(Progress(250, 300)));
        Assert.True(line.TryEnqueue(Progress(200, 250)));
    }

    [Fact]
    public void What_waits_becomes_one_step_from_the_stored_position_to_the_last()
    {
        var line = Line(stored: 100);
        line.TryEnqueue(Progress(100, 200, entries: 2, credits: 1));
        line.TryEnqueue(Progress(200, 300));
        line.TryEnqueue(Progress(300, 400, entries: 1, credits: 1));
        var room = new AppendRoom(10, 1000);
        var step = line.TakeStep(ref room, overheadBytes: 0);
        Assert.NotNull(step);
        Assert.Equal((100, 400), (step.From?.Offset, step.To.Offset));
        Assert.Equal((3, 2), (step.Entries.Length, step.Credits));
        Assert.False(line.IsWaiting);
    }

    [Fact]
    public void A_step_takes_no_more_than_there_is_room_for_and_leaves_the_rest_waiting()
    {
        var line = Line(stored: 0);
        line.TryEnqueue(Progress(0, 10, entries: 2));
        line.TryEnqueue(Progress(10, 20, entries: 2));
        var room = new AppendRoom(entriesMax: 3, bytesMax: 1000);
        Assert.Equal(10, line.TakeStep(ref room, overheadBytes: 0)?.To.Offset);
        Assert.True(line.IsWaiting);
        Assert.True(line.IsUrgent);
        var small = new AppendRoom(entriesMax: 10, bytesMax: 1);
        Assert.Null(line.TakeStep(ref small, overheadBytes: 0));
    }

    [Fact]
    public void Only_entries_a_start_and_an_end_are_urgent()
    {
        var quiet = Line(stored: 5);
        quiet.TryEnqueue(Progress(5, 9));
        Assert.False(quiet.IsUrgent);

        var start = new FileLine("1:2:0", ActorsOfNobody());
        start.BeginTurn(1, null);
        start.TryEnqueue(Progress(0, 0));
        Assert.True(start.IsUrgent);

        var end = Line(stored: 5);
        end.TryEnqueue(Progress(5, 5) with { Checkpoint = Checkpoint(5) with { Done = true } });
        Assert.True(end.IsUrgent);
    }

    [Fact]
    public void A_new_turn_drops_what_waited_and_starts_where_it_is_told()
    {
        var line = Line(stored: 100);
        line.TryEnqueue(Progress(100, 200, entries: 1));
        line.BeginTurn(2, 50);
        Assert.False(line.IsWaiting);
        Assert.False(line.IsUrgent);
        Assert.True(line.TryEnqueue(Progress(50, 60)));
    }

    private static FileLine Line(long stored)
    {
        var line = new FileLine("1:2:0", ActorsOfNobody()) { Stored = Checkpoint(stored) };
        line.BeginTurn(1, stored);
        return line;
    }

    private static FileProgress Progress(long start, long end, int entries = 0, int credits = 0) =>
        new(1, start, Checkpoint(end), [.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[4], entries)], credits);

    private static FileCheckpoint Checkpoint(long offset) => new(s_identity, 0, offset, FileHead.Empty, "/a.log", Done: false);

    private static Nobody ActorsOfNobody() => new();

    private sealed class Nobody : IActorRef
    {
        public ActorPath Path => throw new NotSupportedException();

        public void Tell(object message, IActorRef? sender = null) => throw new NotSupportedException();

        public ValueTask TellAsync(object message, IActorRef? sender, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
