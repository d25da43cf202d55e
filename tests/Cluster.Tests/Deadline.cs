namespace Dachshund.Cluster.Tests;

/// <summary>Until when to wait for something that should happen: generous, for a loaded machine.</summary>
internal readonly struct Deadline
{
    private readonly long _started;
    private readonly TimeSpan _time;

    private Deadline(TimeSpan time) => (_started, _time) = (TimeProvider.System.GetTimestamp(), time);

    public bool IsOver => TimeProvider.System.GetElapsedTime(_started) > _time;

    /// <summary>The deadline of all waits: it ends a test that would hang, and says nothing of how fast anything is.</summary>
    public static readonly TimeSpan Generous = TimeSpan.FromMinutes(6);

    public static Deadline In(TimeSpan time) => new(time);

    /// <summary>Looks again and again until it is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, Func<string> otherwise)
    {
        var deadline = In(Generous);
        while (!await isSo())
        {
            if (deadline.IsOver)
                throw new TimeoutException(otherwise());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
