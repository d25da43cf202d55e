using Dachshund.Kernel;

namespace Dachshund.TestKit;

/// <summary>
/// On fake time. Without a timeout no time passes: what is to come must come of itself, or from outside while an actor
/// awaits it. With one, time moves from timer to timer.
/// </summary>
internal abstract class FakeTimeDriver(FakeTime time) : ITestDriver
{
    // Real time; only ever waited for something outside the actors, or in a test that fails.
    private static readonly TimeSpan s_outsideMax = TimeSpan.FromMinutes(5);

    public abstract string Description { get; }

    /// <summary>The system under test; set once it is made.</summary>
    public ActorSystem? System { get; set; }

    public async Task SettleAsync()
    {
        do
        {
            await RunAsync();
            time.Advance(TimeSpan.Zero);
        }
        while (!IsIdle || time.NextDue == TimeSpan.Zero);
    }

    public async Task<bool> WaitAsync(Func<bool> isThere, TimeSpan? timeout)
    {
        await SettleAsync();
        if (isThere())
            return true;
        if (timeout is null)
            return await WaitForOutsideAsync(isThere);
        var left = timeout.Value;
        while (time.AdvanceToNext(left) is { } passed)
        {
            left -= passed;
            await SettleAsync();
            if (isThere())
                return true;
        }

        time.Advance(left);
        await SettleAsync();
        return isThere();
    }

    public async Task PassAsync(TimeSpan by)
    {
        await SettleAsync();
        var left = by;
        while (time.AdvanceToNext(left) is { } passed)
        {
            left -= passed;
            await SettleAsync();
        }

        time.Advance(left);
        await SettleAsync();
    }

    /// <summary>Whether no turn is out.</summary>
    protected abstract bool IsIdle { get; }

    /// <summary>Runs turns until none is out.</summary>
    protected abstract Task RunAsync();

    /// <summary>Completes when a turn may be ready.</summary>
    protected abstract Task WhenReadyAsync();

    private async Task<bool> WaitForOutsideAsync(Func<bool> isThere)
    {
        while (System is { } system && IsAnyoneAwaiting(system.Snapshot()))
        {
            try
            {
                await WhenReadyAsync().WaitAsync(s_outsideMax, TimeProvider.System);
            }
            catch (TimeoutException)
            {
                return false;
            }

            await SettleAsync();
            if (isThere())
                return true;
        }

        return isThere();
    }

    private static bool IsAnyoneAwaiting(ActorTreeNode node) => node.Busy || node.Children.Any(IsAnyoneAwaiting);
}
