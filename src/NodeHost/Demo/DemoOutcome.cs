using System.Globalization;

namespace Dachshund.NodeHost.Demo;

/// <summary>What a tour measured.</summary>
/// <param name="Lines">Lines that the service wrote.</param>
/// <param name="Errors">Those of them that hold ERROR.</param>
/// <param name="Messages">What the phone took.</param>
/// <param name="Killed">The host that was away for long.</param>
/// <param name="TakeOvers">How long nobody routed, once for each kill of the router.</param>
internal sealed record DemoOutcome(
    long Lines, long Errors, IReadOnlyList<PhoneMessage> Messages, string Killed, IReadOnlyList<TimeSpan> TakeOvers)
{
    /// <summary>A take-over takes about a second; it must not wait until the dead one's lease is over (<c>cluster.lease-ttl</c>).</summary>
    private static readonly TimeSpan s_takeOverMax = TimeSpan.FromSeconds(5);

    /// <summary>How many lines the messages tell of, each message once.</summary>
    public long Told => Of(DemoCluster.ErrorsChannel).DistinctBy(message => message.Content).Sum(message => message.NewLines);

    private int Marked => Messages.Count(message => message.MayRepeat);

    /// <summary>The same message again, without a word of it: the promise is that there is none.</summary>
    private int Unmarked => Messages.Where(message => !message.MayRepeat)
        .GroupBy(message => (message.Channel, message.Text)).Sum(group => group.Count() - 1);

    /// <summary>What is not as promised, one sentence each; none when all is.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. Unless(Errors > 0, "the service wrote no error"),
        .. Unless(Told == Errors, $"{Errors} errors were written, messages tell of {Told}"),
        .. Unless(Unmarked == 0, $"{Unmarked} messages came twice, unmarked"),
        .. Unless(OnceAbout(DemoCluster.OfflineChannel), $"{Of(DemoCluster.OfflineChannel).Count()} offline messages, not one about {Killed}"),
        .. Unless(OnceAbout(DemoCluster.RecoveredChannel), $"{Of(DemoCluster.RecoveredChannel).Count()} recoveries, not one of {Killed}"),
        .. TakeOvers.Where(time => time > s_takeOverMax).Select(time => $"a take-over took {Seconds(time)}, over {Seconds(s_takeOverMax)}"),
    ];

    /// <summary>The summary, line by line.</summary>
    public IEnumerable<string> Summary() =>
    [
        $"lines written      {Text(Errors)} errors in {Text(Lines)} lines",
        $"lines in messages  {Text(Told)}",
        $"messages           {Messages.Count}: {Of(DemoCluster.ErrorsChannel).Count()} of errors, {Of(DemoCluster.OfflineChannel).Count()} offline, "
            + $"{Of(DemoCluster.RecoveredChannel).Count()} recovered",
        $"take-over          {string.Join(", ", TakeOvers.Select(Seconds))} after kill -9",
        $"repeats            {Unmarked}" + (Marked > 0 ? $", and {Marked} that say so" : ""),
    ];

    /// <summary>A time for people, such as <c>0.61 s</c>.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F2} s");

    private IEnumerable<PhoneMessage> Of(string channel) => Messages.Where(message => message.Channel == channel);

    private bool OnceAbout(string channel) =>
        Of(channel).Count(message => !message.MayRepeat) == 1
        && Of(channel).All(message => message.Text.Contains(Killed, StringComparison.Ordinal));

    private static IEnumerable<string> Unless(bool holds, string otherwise) => holds ? [] : [otherwise];

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
