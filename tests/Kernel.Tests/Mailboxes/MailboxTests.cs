using Dachshund.Kernel.Mailboxes;
using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests.Mailboxes;

/// <summary>The mailbox alone, with an owner that acts at the moments between its steps.</summary>
public class MailboxTests
{
    /// <summary>Notes what it is given; what is to happen at the end of its first turn can be set.</summary>
    private sealed class NotingOwner : IMailboxOwner
    {
        public List<object> Noted { get; } = [];

        public Action? AtEndOfTurn { get; set; }

        public Action<object>? OnMessage { get; set; }

        public void EnterTurn()
        {
        }

        public void LeaveTurn()
        {
            var action = AtEndOfTurn;
            AtEndOfTurn = null;
            action?.Invoke();
        }

        public void OnSystem(SystemMessage message) => Noted.Add(message.GetType().Name);

        public void OnUser(in Envelope envelope)
        {
            Noted.Add(envelope.Message);
            OnMessage?.Invoke(envelope.Message);
        }

        public void OnSystemAfterEnd(SystemMessage message) => Noted.Add($"late {message.GetType().Name}");

        public void OnUserAfterEnd(in Envelope envelope) => Noted.Add($"late {envelope.Message}");

        public void OnDropped(in Envelope envelope) => Noted.Add($"dropped {envelope.Message}");
    }

    private readonly NotingOwner _owner = new();
    private readonly StepDispatcher _dispatcher = new();
    private readonly Mailbox _mailbox;

    public MailboxTests()
    {
        _mailbox = new Mailbox(_owner, _dispatcher, new MailboxOptions { Capacity = 2 });
    }

    [Fact]
    public void A_message_that_comes_as_the_turn_ends_is_handled()
    {
        _owner.AtEndOfTurn = () => _mailbox.Post("second", null);
        _mailbox.Post("first", null);
        _dispatcher.RunUntilIdle();
        Assert.Equal(["first", "second"], _owner.Noted);
    }

    [Fact]
    public void A_system_message_that_comes_as_the_turn_ends_is_handled()
    {
        _owner.AtEndOfTurn = () => _mailbox.PostSystem(new Suspend());
        _mailbox.Post("first", null);
        _dispatcher.RunUntilIdle();
        Assert.Equal(["first", "Suspend"], _owner.Noted);
    }

    [Fact]
    public void A_sender_that_begins_to_wait_as_the_turn_ends_is_served()
    {
        Task? told = null;
        _owner.OnMessage = _ => _mailbox.IsSuspended = true;
        _owner.AtEndOfTurn = () =>
        {
            _mailbox.Post("third", null);
            told = _mailbox.PostAsync("fourth", null, CancellationToken.None).AsTask();
            _mailbox.IsSuspended = false;
            _owner.OnMessage = null;
        };
        _mailbox.Post("first", null);
        _mailbox.Post("second", null);
        _dispatcher.RunUntilIdle();
        Assert.Equal(["first", "second", "third", "fourth"], _owner.Noted);
        Assert.True(told?.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_suspended_mailbox_is_not_woken_by_messages()
    {
        _mailbox.IsSuspended = true;
        _mailbox.Post("x", null);
        Assert.Equal((0, 1), (_dispatcher.Ready, _mailbox.Depth));
        _mailbox.PostSystem(new Suspend());
        _dispatcher.RunUntilIdle();
        Assert.Equal(["Suspend"], _owner.Noted);
    }

    [Fact]
    public void System_messages_keep_their_order_and_go_first()
    {
        _mailbox.Post("user", null);
        _mailbox.PostSystem(new Create());
        _mailbox.PostSystem(new Suspend());
        _mailbox.PostSystem(new Terminate());
        _dispatcher.RunUntilIdle();
        Assert.Equal(["Create", "Suspend", "Terminate", "user"], _owner.Noted);
    }

    [Fact]
    public void What_comes_after_the_end_is_late()
    {
        _owner.OnMessage = _ => _mailbox.Close();
        _mailbox.Post("last", null);
        _mailbox.Post("a", null);
        _dispatcher.RunUntilIdle();
        _mailbox.Post("b", null);
        _mailbox.PostForced("c", null);
        Assert.True(_mailbox.PostAsync("d", null, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        _mailbox.PostSystem(new Suspend());
        Assert.Equal(["last", "late a", "late b", "late c", "late d", "late Suspend"], _owner.Noted);
    }

    [Fact]
    public void Prepended_messages_come_first_and_count_for_the_depth()
    {
        _mailbox.IsSuspended = true;
        _mailbox.Post("third", null);
        _mailbox.Prepend([new Envelope("first", null), new Envelope("second", null)]);
        Assert.Equal(3, _mailbox.Depth);
        _mailbox.IsSuspended = false;
        _mailbox.PostSystem(new Resume(null));
        _dispatcher.RunUntilIdle();
        Assert.Equal(["Resume", "first", "second", "third"], _owner.Noted);
    }
}
