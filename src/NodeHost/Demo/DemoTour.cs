using System.Globalization;

namespace Dachshund.NodeHost.Demo;

/// <summary>
/// The tour: a service breaks, the server that alerts is killed, its host is missed and comes back, the next one is killed. Each
/// step is done when it is seen to have happened; what is said was measured.
/// </summary>
/// <param name="cluster">The machines.</param>
/// <param name="phone">Who is told.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Prints a line.</param>
internal sealed class DemoTour(DemoCluster cluster, Phone phone, TimeProvider time, Action<string> say)
{
    /// <summary>For one step; a machine with much other work is slow.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Longer than there may be between two messages of a group: what comes after that is one too many.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(4);

    private readonly long _started = time.GetTimestamp();

    /// <summary>Takes it.</summary>
    /// <returns>What was measured.</returns>
    /// <exception cref="DemoException">A step did not happen.</exception>
    public async Task<DemoOutcome> RunAsync(CancellationToken ct)
    {
        await cluster.StartAsync(DemoCluster.Web, ct);
        await Task.WhenAll(DemoCluster.Desks.Select(desk => cluster.StartAsync(desk, ct)));
        var first = await RouterAmongAsync(DemoCluster.Desks, ct);
        Say($"three nodes run: {DemoCluster.Web} has a log and the Redis, {string.Join(" and ", DemoCluster.Desks)} alert; {first} routes");

        var service = new FailingService(cluster.Log, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var writing = service.RunAsync(end.Token);
        var takeOvers = new List<TimeSpan>();
        await PassAsync(2, ct);
        await BreakAsync(service, ct);

        takeOvers.Add(await KillRouterAsync(first, ct));
        await PassAsync(2, ct);
        service.Fails = false;
        await MissAsync(first, ct);
        service.Fails = true;
        var second = await RouterAmongAsync(DemoCluster.Desks, ct);
        takeOvers.Add(await KillRouterAsync(second, ct));
        await cluster.StartAsync(second, ct);
        Say($"{second} is started again at once; offline messages so far: {phone.Messages.Count(IsOffline)}");

        await PassAsync(1, ct);
        await end.CancelAsync();
        await writing;
        DemoOutcome Outcome() => new(service.Lines, service.Errors, phone.Messages, first, takeOvers);
        await SeenAsync(() => Outcome().Told >= service.Errors, null, ct);
        await PassAsync(s_quiet.TotalSeconds, ct);
        return Outcome();
    }

    private async Task BreakAsync(FailingService service, CancellationToken ct)
    {
        Say($"the service on {DemoCluster.Web} has written {service.Lines} lines; messages so far: {phone.Messages.Count}");
        service.Fails = true;
        Say("now it breaks");
        var since = time.GetTimestamp();
        await SeenAsync(() => phone.Messages.Count > 0, "no message of the errors came", ct);
        Say($"first message {Since(since)} later: {FirstLine(phone.Messages[0])}");
        await PassAsync(4, ct);
    }

    /// <summary>In the middle of errors, but not while a message is on its way: that one would be sent again, and say so.</summary>
    private async Task<TimeSpan> KillRouterAsync(string router, CancellationToken ct)
    {
        var told = phone.Messages.Count;
        await SeenAsync(() => phone.Messages.Count > told, "no more messages came", ct);
        await PassAsync(1, ct);
        var since = time.GetTimestamp();
        await cluster.KillAsync(router);
        var next = await RouterAmongAsync([.. DemoCluster.Desks.Where(desk => desk != router)], ct);
        var took = time.GetElapsedTime(since);
        Say($"kill -9 {router}, which routed; {next} routes {DemoOutcome.Seconds(took)} later");
        return took;
    }

    private async Task MissAsync(string host, CancellationToken ct)
    {
        await SeenAsync(() => phone.Messages.Any(IsOffline), $"nobody said that {host} is silent", ct);
        Say($"{host} is missed: {FirstLine(phone.Messages.Last(IsOffline))}");
        await cluster.StartAsync(host, ct);
        Say($"{host} is started again");
        await SeenAsync(() => phone.Messages.Any(IsRecovered), $"nobody said that {host} is back", ct);
        Say($"{host} is back: {FirstLine(phone.Messages.Last(IsRecovered))}");
    }

    private async Task<string> RouterAmongAsync(IReadOnlyCollection<string> desks, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(s_patience);
        try
        {
            return await cluster.RouterAmongAsync(desks, deadline.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new DemoException($"none of {string.Join(", ", desks)} routes the alerts");
        }
    }

    /// <summary>Waits until the phone's messages fulfil a condition.</summary>
    /// <param name="isSo">The condition.</param>
    /// <param name="otherwise">What to fail with when they don't in time; null: it is left to the summary.</param>
    /// <param name="ct">Ends the wait.</param>
    private async Task SeenAsync(Func<bool> isSo, string? otherwise, CancellationToken ct)
    {
        var since = time.GetTimestamp();
        while (!isSo())
        {
            var left = s_patience - time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero)
            {
                if (otherwise is not null)
                    throw new DemoException(otherwise);
                return;
            }

            var more = phone.MoreThanAsync(phone.Messages.Count);
            if (!isSo())
                await Task.WhenAny(more, Task.Delay(left, time, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private Task PassAsync(double seconds, CancellationToken ct) => Task.Delay(TimeSpan.FromSeconds(seconds), time, ct);

    private static bool IsOffline(PhoneMessage message) => message.Channel == DemoCluster.OfflineChannel;

    private static bool IsRecovered(PhoneMessage message) => message.Channel == DemoCluster.RecoveredChannel;

    private string Since(long since) => DemoOutcome.Seconds(time.GetElapsedTime(since));

    private static string FirstLine(PhoneMessage message) => message.Text.Split('\n')[0];

    private void Say(string line) =>
        say(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds,6:F1} s  {line}"));
}
