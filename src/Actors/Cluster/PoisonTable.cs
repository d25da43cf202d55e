using System.Globalization;
using System.Text;
using Dachshund.Alerting;
using Dachshund.Journal.Commits;

namespace Dachshund.Actors.Cluster;

/// <summary>
/// What could not be folded: set aside with its reason, counted, and alerted at most once an hour. Part of the folded state of
/// whoever owns it; the hour runs on the ids of what is folded, not on a clock. Not thread-safe.
/// </summary>
internal sealed class PoisonTable
{
    /// <summary>How many items the stream of the dead keeps.</summary>
    public const int DeadMax = 1000;

    private const long AlertEveryMs = 3_600_000;
    private const string CountField = "count";
    private const string AlertedField = "alerted";
    private long _count;
    private long _alertedMs;
    private bool _changed;

    /// <summary>How many could not be folded and were not alerted yet.</summary>
    public long Unsaid => _count;

    public void Load(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored)
    {
        _count = Number(stored, CountField);
        _alertedMs = Number(stored, AlertedField);
        _changed = false;
    }

    /// <summary>
    /// Folds one item; null when it went well. What isn't of a form that this version knows never will be, and has changed
    /// nothing. Any other failure may have left half of its effects: the owner drops its memory, and tries again.
    /// </summary>
    public static FoldFailure? TryFold(Action fold)
    {
        try
        {
            fold();
            return null;
        }
        catch (FormatException e)
        {
            return new FoldFailure(e.Message, IsForm: true);
        }
        catch (Exception e)
        {
            return new FoldFailure($"{e.GetType().Name}: {e.Message}", IsForm: false);
        }
    }

    /// <summary>Counts what was set aside; the notice to raise, or null while the last one is not an hour old.</summary>
    /// <param name="found">How many were set aside now.</param>
    /// <param name="atMs">The time of the last of them, from its id.</param>
    /// <param name="host">The server that found them.</param>
    /// <param name="where">The lease under which they were found.</param>
    /// <param name="reason">Why the last one can't be folded.</param>
    public Notice? Count(int found, long atMs, string host, string where, string reason)
    {
        if (found == 0)
            return null;
        _count += found;
        _changed = true;
        if (_alertedMs != 0 && atMs - _alertedMs < AlertEveryMs)
            return null;
        var notice = new Notice
        {
            Kind = NoticeKinds.Poison,
            Host = host,
            Rule = where,
            Severity = Severities.Error,
            Template = reason,
            Count = _count,
            FirstTimeMs = atMs,
            LastTimeMs = atMs,
        };
        (_count, _alertedMs) = (0, atMs);
        return notice;
    }

    /// <summary>What changed, for the commit.</summary>
    public IEnumerable<StateWrite> Changes(string key)
    {
        if (!_changed)
            yield break;
        _changed = false;
        yield return StateWrite.Set(key, CountField, _count.ToString(CultureInfo.InvariantCulture));
        yield return StateWrite.Set(key, AlertedField, _alertedMs.ToString(CultureInfo.InvariantCulture));
    }

    private static long Number(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> stored, string field) =>
        stored.TryGetValue(field, out var value)
        && long.TryParse(Encoding.ASCII.GetString(value.Span), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
