using Dachshund.Kernel.Mailboxes;

namespace Dachshund.Kernel.Tests.Mailboxes;

public class BoundedRingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    public void It_holds_its_capacity_and_not_one_more(int capacity)
    {
        var ring = new BoundedRing(capacity);
        for (var lap = 0; lap < 3; lap++)
        {
            for (var number = 0; number < capacity; number++)
                Assert.True(ring.TryEnqueue(number, null, forced: false));
            Assert.False(ring.TryEnqueue("too much", null, forced: false));
            Assert.Equal(capacity, ring.Count);
            for (var number = 0; number < capacity; number++)
            {
                Assert.True(ring.HasMessage);
                Assert.True(ring.TryDequeue(out var envelope));
                Assert.Equal(number, envelope.Message);
            }

            Assert.False(ring.HasMessage);
            Assert.False(ring.TryDequeue(out _));
        }
    }

    [Fact]
    public void Forced_messages_go_in_above_the_capacity_in_order()
    {
        var ring = new BoundedRing(2);
        for (var number = 0; number < 100; number++)
            Assert.True(ring.TryEnqueue(number, null, forced: true));
        Assert.False(ring.TryEnqueue("too much", null, forced: false));
        for (var number = 0; number < 100; number++)
        {
            Assert.True(ring.TryDequeue(out var envelope));
            Assert.Equal(number, envelope.Message);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_a_plain_queue_over_random_steps(int seed)
    {
        var random = new Random(seed);
        var capacity = random.Next(1, 100);
        var (ring, model) = (new BoundedRing(capacity), new Queue<int>());
        for (var step = 0; step < 20_000; step++)
        {
            // Long runs of one kind, so that it grows, fills and drains.
            if (random.Next(200) < 100 + (int)(80 * Math.Sin(step / 300.0)))
            {
                var forced = random.Next(20) == 0;
                var fits = forced || model.Count < capacity;
                Assert.Equal(fits, ring.TryEnqueue(step, null, forced));
                if (fits)
                    model.Enqueue(step);
            }
            else
            {
                Assert.Equal(model.TryDequeue(out var expected), ring.TryDequeue(out var envelope));
                if (envelope.Message is not null)
                    Assert.Equal(expected, envelope.Message);
            }

            Assert.Equal((model.Count, model.Count > 0), (ring.Count, ring.HasMessage));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(500)]
    public async Task Many_producers_lose_nothing_and_keep_their_order(int capacity)
    {
        const int producers = 4;
        const int each = 20_000;
        var ring = new BoundedRing(capacity);
        var producing = Enumerable.Range(0, producers).Select(producer => Task.Run(() =>
        {
            var wait = default(SpinWait);
            for (var number = 0; number < each; number++)
            {
                while (!ring.TryEnqueue((producer, number), null, forced: false))
                    wait.SpinOnce(sleep1Threshold: -1);
            }
        })).ToArray();
        var next = new int[producers];
        var spin = default(SpinWait);
        for (var left = producers * each; left > 0;)
        {
            Assert.InRange(ring.Count, 0, capacity);
            if (!ring.TryDequeue(out var envelope))
            {
                spin.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            var (producer, number) = ((int, int))envelope.Message;
            Assert.Equal(next[producer]++, number);
            left--;
        }

        await Task.WhenAll(producing);
        Assert.False(ring.HasMessage);
    }

    [Fact]
    public void It_keeps_no_reference_to_what_was_taken()
    {
        var ring = new BoundedRing(100);
        var taken = PassThrough(ring);
        GC.Collect();
        Assert.DoesNotContain(taken, message => message.IsAlive);
        GC.KeepAlive(ring);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static List<WeakReference> PassThrough(BoundedRing ring)
    {
        var taken = new List<WeakReference>();
        for (var number = 0; number < 50; number++)
            ring.TryEnqueue(new object(), null, forced: false);
        while (ring.TryDequeue(out var envelope))
            taken.Add(new WeakReference(envelope.Message));
        return taken;
    }
}
