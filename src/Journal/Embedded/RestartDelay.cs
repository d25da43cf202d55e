namespace Dachshund.Journal.Embedded;

/// <summary>How long to wait before a dying server is started again. Pure policy; not thread-safe.</summary>
internal sealed class RestartDelay
{
    private static readonly TimeSpan _min = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _max = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _quiet = TimeSpan.FromMinutes(1);
    private TimeSpan _next = _min;

    /// <summary>
    /// The next wait: 100 ms, doubled up to 30 s, and 100 ms again after a server that lived for a minute.
    /// </summary>
    /// <param name="lived">How long the server lived.</param>
    internal TimeSpan Next(TimeSpan lived)
    {
        var delay = lived >= _quiet ? _min : _next;
        _next = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _max.Ticks));
        return delay;
    }
}
