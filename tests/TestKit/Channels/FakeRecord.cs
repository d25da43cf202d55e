namespace Dachshund.TestKit.Channels;

/// <summary>What a fake server took and refused, and who waits for it. Safe for concurrent use.</summary>
internal sealed class FakeRecord
{
    private const int RecordsMax = 100_000;

    private readonly Lock _lock = new();
    private readonly List<FakeMessage> _accepted = [];
    private readonly List<FakeRefusal> _refused = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];

    public IReadOnlyList<FakeMessage> Accepted
    {
        get
        {
            lock (_lock) return [.. _accepted];
        }
    }

    public IReadOnlyList<FakeRefusal> Refused
    {
        get
        {
            lock (_lock) return [.. _refused];
        }
    }

    public void Add(FakeMessage message)
    {
        lock (_lock)
        {
            if (_accepted.Count == RecordsMax) throw new InvalidOperationException($"{RecordsMax} messages are kept already.");
            _accepted.Add(message);
            foreach (var (count, reached) in _waiting)
            {
                if (_accepted.Count >= count) reached.TrySetResult();
            }

            _waiting.RemoveAll(static waiting => waiting.Reached.Task.IsCompleted);
        }
    }

    public void Add(FakeRefusal refusal)
    {
        lock (_lock)
        {
            if (_refused.Count < RecordsMax) _refused.Add(refusal);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _accepted.Clear();
            _refused.Clear();
        }
    }

    public async Task<IReadOnlyList<FakeMessage>> WaitAsync(int count, TimeSpan timeout)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_accepted.Count >= count) return [.. _accepted];
            _waiting.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(timeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var refused = Refused;
            throw new TimeoutException(
                $"{Accepted.Count} of {count} messages were accepted in {timeout}; {refused.Count} calls were refused"
                + (refused.Count > 0 ? $", the last with {refused[^1].Code} {refused[^1].Reason}" : ""));
        }

        return Accepted;
    }
}
