namespace Dachshund.TestKit;

/// <summary>For a system that was made elsewhere and runs on real time.</summary>
internal sealed class WallDriver : ITestDriver
{
    private static readonly TimeSpan s_default = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(5);

    public string Description => "real time";

    public Task SettleAsync() => Task.CompletedTask;

    public async Task<bool> WaitAsync(Func<bool> isThere, TimeSpan? timeout)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var poll = new PeriodicTimer(s_poll, TimeProvider.System);
        while (!isThere())
        {
            if (TimeProvider.System.GetElapsedTime(started) > (timeout ?? s_default))
                return false;
            await poll.WaitForNextTickAsync();
        }

        return true;
    }

    public async Task PassAsync(TimeSpan time) => await WaitAsync(static () => false, time);
}
