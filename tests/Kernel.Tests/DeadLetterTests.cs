using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class DeadLetterTests
{
    private static async Task<IActorRef> DeadAsync(TestSystem test)
    {
        var actor = test.ActorOf(Scripted.Props(_ => { }));
        test.System.Stop(actor);
        await test.SettleAsync();
        return actor;
    }

    [Fact]
    public async Task A_dead_actors_messages_are_counted_logged_and_published()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.System.EventStream.Subscribe(probe.Ref, typeof(AllDeadLetters));
        var dead = await DeadAsync(test);
        dead.Tell("x", probe.Ref);
        await dead.TellAsync("y", null, CancellationToken.None);
        Assert.Equal(new DeadLetter("x", probe.Ref, dead), await probe.ExpectAsync<DeadLetter>());
        Assert.Equal(new DeadLetter("y", test.System.DeadLetters, dead), await probe.ExpectAsync<DeadLetter>());
        Assert.Equal(2, test.System.DeadLetterCount);
        Assert.Equal(2, test.Log.Lines.Count(line => line.EventId == 1010));
    }

    [Fact]
    public async Task Ten_are_logged_then_none_for_five_minutes()
    {
        await using var test = TestSystem.Stepped();
        var dead = await DeadAsync(test);
        int Logged() => test.Log.Lines.Count(line => line.EventId == 1010);
        void Tell(int count)
        {
            for (var number = 0; number < count; number++)
                dead.Tell(number);
        }

        Tell(25);
        Assert.Equal((10, 1), (Logged(), test.Log.Lines.Count(line => line.EventId == 1012)));
        test.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Tell(1);
        Assert.Equal(10, Logged());
        test.Time.Advance(TimeSpan.FromTicks(1));
        Tell(1);
        Assert.Equal(11, Logged());
        Assert.Contains("16 more", test.Log.Lines.Last(line => line.EventId == 1010).Text, StringComparison.Ordinal);
        Assert.Equal(27, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task Messages_whose_loss_is_normal_are_not_logged()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        test.System.EventStream.Subscribe(probe.Ref, typeof(AllDeadLetters));
        var dead = await DeadAsync(test);
        dead.Tell(PoisonPill.Instance);
        await probe.ExpectAsync<SuppressedDeadLetter>();
        Assert.DoesNotContain(test.Log.Lines, line => line.EventId == 1010);
    }

    [Fact]
    public async Task A_subscriber_that_cannot_keep_up_causes_no_storm()
    {
        await using var test = TestSystem.Stepped();
        var subscriber = test.ActorOf(Scripted.Props(actor => actor.OnAny(_ => { })).WithMailbox(new MailboxOptions { Capacity = 1 }));
        test.System.EventStream.Subscribe(subscriber, typeof(AllDeadLetters));
        for (var number = 0; number < 3; number++)
            test.System.DeadLetters.Tell(number);
        Assert.Equal((3, 2), (test.System.DeadLetterCount, test.System.DroppedCount));
    }

    [Fact]
    public async Task Subscriptions_go_by_class_hierarchy()
    {
        await using var test = TestSystem.Stepped();
        var (exact, wide) = (test.CreateProbe(), test.CreateProbe());
        var stream = test.System.EventStream;
        Assert.True(stream.Subscribe(exact.Ref, typeof(ArgumentException)));
        Assert.False(stream.Subscribe(exact.Ref, typeof(ArgumentException)));
        Assert.True(stream.Subscribe(wide.Ref, typeof(Exception)));
        Assert.True(stream.Subscribe(wide.Ref, typeof(ArgumentException)));
        stream.Publish(new ArgumentNullException());
        stream.Publish(new FormatException());
        await exact.ExpectAsync<ArgumentNullException>();
        await exact.ExpectNoneAsync();
        await wide.ExpectAsync<ArgumentNullException>();
        await wide.ExpectAsync<FormatException>();
        await wide.ExpectNoneAsync();
    }

    [Fact]
    public async Task Unsubscribe_ends_one_or_all()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var stream = test.System.EventStream;
        stream.Subscribe(probe.Ref, typeof(string));
        stream.Subscribe(probe.Ref, typeof(FormatException));
        stream.Publish("x");
        await probe.ExpectEqualAsync("x");
        Assert.True(stream.Unsubscribe(probe.Ref, typeof(string)));
        Assert.False(stream.Unsubscribe(probe.Ref, typeof(string)));
        stream.Publish("y");
        stream.Publish(new FormatException());
        await probe.ExpectAsync<FormatException>();
        Assert.True(stream.Unsubscribe(probe.Ref));
        stream.Publish(new FormatException());
        await probe.ExpectNoneAsync();
    }

    [Fact]
    public async Task A_subscriber_that_has_stopped_is_forgotten()
    {
        await using var test = TestSystem.Stepped();
        var dead = await DeadAsync(test);
        test.System.EventStream.Subscribe(dead, typeof(string));
        test.System.EventStream.Publish("x");
        Assert.False(test.System.EventStream.Unsubscribe(dead));
        Assert.Equal(0, test.System.DeadLetterCount);
    }
}
