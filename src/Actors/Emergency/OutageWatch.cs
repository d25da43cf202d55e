namespace Dachshund.Actors.Emergency;

/// <summary>
/// When to speak of an outage. Pure; time is what the caller says has passed while this process was awake, so that one that was
/// suspended doesn't take its own absence for Redis'. Not thread-safe.
/// </summary>
/// <param name="after">How long Redis must be away.</param>
/// <param name="random">Spreads what many nodes say at the same time, as they can't agree on who speaks.</param>
internal sealed class OutageWatch(TimeSpan after, Random random)
{
    /// <summary>Those who are not among the first speak only after so long, spread over as much again.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(30);

    private const int MissedBeats = 3;
    private static readonly TimeSpan s_steadyMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_spreadMax = TimeSpan.FromSeconds(30);
    private TimeSpan _silent;
    private TimeSpan _steady;
    private double? _chance;
    private bool _wasTold;
    private bool _answeredOnce;

    /// <summary>Over how long the messages of the first are spread: a quarter of the wait, 30 s at most.</summary>
    public TimeSpan Spread { get; } = after / 4 < s_spreadMax ? after / 4 : s_spreadMax;

    /// <summary>Looks once.</summary>
    /// <param name="answered">Whether Redis answered since the last look.</param>
    /// <param name="passed">How much time passed since then.</param>
    /// <param name="beatEvery">How often Redis is asked.</param>
    /// <param name="isFirst">Whether this node is one of those who speak at once.</param>
    /// <param name="isTold">Whether somebody was, or may have been, told that Redis is away.</param>
    public OutageCall Look(bool answered, TimeSpan passed, TimeSpan beatEvery, bool isFirst, bool isTold)
    {
        _silent = answered ? TimeSpan.Zero : _silent + passed;
        _answeredOnce |= answered;
        if (isTold != _wasTold)
            (_wasTold, _chance) = (isTold, null);
        return isTold ? LookForEnd(passed, beatEvery * MissedBeats) : LookForStart(isFirst);
    }

    private OutageCall LookForStart(bool isFirst)
    {
        _steady = TimeSpan.Zero;
        if (_silent < after)
        {
            _chance = null;
            return OutageCall.None;
        }

        var chance = _chance ??= random.NextDouble();
        var due = isFirst ? after + (Spread * chance) : (after > Late ? after : Late) + (Late * chance);
        return _silent >= due ? OutageCall.Away : OutageCall.None;
    }

    // One that goes again was not back: it must answer without a gap for longer than a single answer would make it seem.
    private OutageCall LookForEnd(TimeSpan passed, TimeSpan gap)
    {
        if (!_answeredOnce || _silent >= gap)
        {
            (_steady, _chance) = (TimeSpan.Zero, null);
            return OutageCall.Away;
        }

        _steady += passed;
        var chance = _chance ??= random.NextDouble();
        var steady = gap * 2 > s_steadyMin ? gap * 2 : s_steadyMin;
        return _steady >= steady + (Spread * chance) ? OutageCall.Back : OutageCall.None;
    }
}
