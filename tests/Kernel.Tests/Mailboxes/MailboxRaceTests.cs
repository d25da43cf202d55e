using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Tests.Mailboxes;

/// <summary>Mailboxes alone, so that there is time for many rounds; two threads meet at each.</summary>
public class MailboxRaceTests
{
    private const int Rounds = 20_000;

    /// <summary>Counts; ends at the first system message.</summary>
    private sealed class EndingOwner : IMailboxOwner
    {
        private int _count;

        public Mailbox? Mailbox { get; set; }

        public int Count => Volatile.Read(ref _count);

        public void EnterTurn()
        {
        }

        public void LeaveTurn()
        {
        }

        public void OnSystem(SystemMessage message)
        {
            // As an actor that stops: nothing is handled any more, then the mailbox is closed.
            if (Mailbox is not { } mailbox)
                return;
            mailbox.IsSuspended = true;
            mailbox.Close();
        }

        public void OnUser(in Envelope envelope) => Interlocked.Increment(ref _count);

        public void OnSystemAfterEnd(SystemMessage message)
        {
        }

        public void OnUserAfterEnd(in Envelope envelope) => Interlocked.Increment(ref _count);

        public void OnDropped(in Envelope envelope) => Interlocked.Increment(ref _count);
    }

    private static void Await(Func<bool> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        var wait = default(SpinWait);
        while (!condition())
        {
            wait.SpinOnce(sleep1Threshold: -1);
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMinutes(5))
                Assert.Fail(what);
        }
    }

    [Theory]
    [InlineData(FullMailbox.DropNewest)]
    [InlineData(FullMailbox.DropOldest)]
    public async Task Closing_against_posting_loses_nothing(FullMailbox whenFull)
    {
        var options = new MailboxOptions { Capacity = 4, WhenFull = whenFull };
        EndingOwner? owner = null;
        var round = 0;
        var done = 0;
        var posting = Task.Run(() =>
        {
            for (var number = 1; number <= Rounds; number++)
            {
                Await(() => Volatile.Read(ref round) >= number, "the other thread died");
                for (var message = 0; message < 3; message++)
                    Volatile.Read(ref owner)?.Mailbox?.Post("x", null);
                Volatile.Write(ref done, number);
            }
        });
        for (var number = 1; number <= Rounds && !posting.IsFaulted; number++)
        {
            var own = new EndingOwner();
            own.Mailbox = new Mailbox(own, ThreadPoolDispatcher.Instance, options);
            Volatile.Write(ref owner, own);
            Volatile.Write(ref round, number);
            own.Mailbox.PostSystem(new Terminate());
            Await(() => Volatile.Read(ref done) >= number, "the other thread died");
            Await(() => own.Count == 3, $"round {number}: {own.Count} of 3");
        }

        await posting;
    }
}
