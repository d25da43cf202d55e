using Dachshund.TestKit;

namespace Dachshund.Kernel.Tests;

public class DeliveryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Messages_of_one_sender_arrive_in_their_order(int seed)
    {
        await using var test = TestSystem.Stepped(seed, throughput: 1);
        var probe = test.CreateProbe();
        var receiver = test.ActorOf(Scripted.Props(actor => actor.OnAny(message => probe.Ref.Tell(message, actor.From))));
        for (var sender = 0; sender < 3; sender++)
        {
            var own = sender;
            var teller = test.ActorOf(Scripted.Props(actor => actor.On<int>(number => receiver.Tell((own, number), actor.Me))));
            for (var number = 0; number < 20; number++)
                teller.Tell(number);
        }

        var messages = (await probe.TakeAsync(60)).Cast<(int Sender, int Number)>().ToList();
        foreach (var ofOne in messages.GroupBy(message => message.Sender))
            Assert.Equal(Enumerable.Range(0, 20), ofOne.Select(message => message.Number));
    }

    [Fact]
    public async Task Tell_without_a_sender_shows_dead_letters_as_sender()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        probe.Ref.Tell("x");
        await probe.ExpectEqualAsync("x");
        Assert.Same(test.System.DeadLetters, probe.LastSender);
    }

    [Fact]
    public async Task Forward_keeps_the_original_sender()
    {
        await using var test = TestSystem.Stepped();
        var (asker, last) = (test.CreateProbe(), test.CreateProbe());
        var middle = test.ActorOf(Scripted.Props(actor => actor.OnAny(message => last.Ref.Forward(message, actor.Around))));
        asker.Send(middle, "x");
        await last.ExpectEqualAsync("x");
        Assert.Same(asker.Ref, last.LastSender);
    }

    [Fact]
    public async Task System_messages_go_before_user_messages_that_wait()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var receiver = test.ActorOf(Scripted.Reporting(probe.Ref));
        for (var number = 0; number < 10; number++)
            receiver.Tell(number);
        test.System.Stop(receiver);
        await probe.FishAsync<string>(text => text == "PostStop");
        Assert.Equal(10, test.System.DeadLetterCount);
    }

    [Fact]
    public async Task An_actor_yields_after_thirty_messages()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        var first = test.ActorOf(Scripted.Props(actor => actor.On<int>(number => probe.Ref.Tell(("first", number)))));
        var second = test.ActorOf(Scripted.Props(actor => actor.On<int>(number => probe.Ref.Tell(("second", number)))));
        await test.SettleAsync();
        for (var number = 0; number < 40; number++)
            first.Tell(number);
        second.Tell(0);
        var messages = (await probe.TakeAsync(41)).ToList();
        Assert.Equal(30, messages.IndexOf(("second", 0)));
    }

    [Fact]
    public async Task A_message_must_not_be_null()
    {
        await using var test = TestSystem.Stepped();
        var probe = test.CreateProbe();
        Assert.Throws<ArgumentNullException>(() => probe.Ref.Tell(null!));
    }
}
