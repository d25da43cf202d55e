using Dachshund.Matching.Literals;

namespace Dachshund.Matching.Rules;

/// <summary>Decides which rules take a line. Not thread-safe: one per matcher.</summary>
internal sealed class LineJudge
{
    private readonly RulePlan _plan;
    private readonly LiteralHits _hits;
    private readonly LineText _text = new();
    private readonly ulong[] _asked;
    private readonly ulong[] _taking;
    private readonly int[] _taken;
    private int _takenCount;

    public LineJudge(RulePlan plan)
    {
        _plan = plan;
        _hits = new LiteralHits(plan.Targets.Length);
        _asked = new ulong[(plan.Rules.Length + 63) / 64];
        _taking = new ulong[_asked.Length];
        _taken = new int[plan.Rules.Length];
    }

    /// <summary>The rules that took the last line: positions, at most one an input.</summary>
    public ReadOnlySpan<int> Taken => _taken.AsSpan(0, _takenCount);

    /// <summary>Judges one line.</summary>
    /// <param name="line">The line without LF; a CR at its end is still there, as keywords are exact bytes.</param>
    /// <param name="literalHit">Whether the engine found one of its literals in the line.</param>
    // Hot path: once per line with a literal, or per line where a rule has patterns without one.
    public bool Judge(ReadOnlySpan<byte> line, bool literalHit)
    {
        _text.Reset();
        _takenCount = 0;
        if (_plan.HitDecides)
        {
            if (literalHit && !IsExcluded(_plan.Rules[0], Lines.TrimCarriageReturn(line))) _taken[_takenCount++] = 0;
            return _takenCount > 0;
        }

        _plan.AskAlways.AsSpan().CopyTo(_asked);
        _taking.AsSpan().Clear();
        if (literalHit && _plan.Engine is { } engine)
        {
            _hits.Clear();
            engine.Collect(line, _hits);
            MarkTargets();
        }

        Ask(Lines.TrimCarriageReturn(line));
        return _takenCount > 0;
    }

    private void MarkTargets()
    {
        var words = _hits.Words;
        for (var i = 0; i < words.Length; i++)
        {
            for (var word = words[i]; word != 0; word &= word - 1)
            {
                foreach (var target in _plan.Targets[i * 64 + System.Numerics.BitOperations.TrailingZeroCount(word)])
                {
                    _asked[target.Rule >> 6] |= 1UL << target.Rule;
                    if (target.Takes) _taking[target.Rule >> 6] |= 1UL << target.Rule;
                }
            }
        }
    }

    private void Ask(ReadOnlySpan<byte> line)
    {
        for (var position = NextAsked(0); position >= 0;)
        {
            var rule = _plan.Rules[position];
            var takes = (_taking[position >> 6] >> position & 1) != 0 || IsAnyMatch(rule.Patterns.AsSpan(), line);
            if (takes && !IsExcluded(rule, line))
            {
                _taken[_takenCount++] = position;
                position = NextAsked(rule.NextInput);
            }
            else
            {
                position = NextAsked(position + 1);
            }
        }
    }

    private int NextAsked(int from)
    {
        for (var i = from >> 6; i < _asked.Length; i++)
        {
            var word = i == from >> 6 ? _asked[i] & (ulong.MaxValue << from) : _asked[i];
            if (word != 0) return i * 64 + System.Numerics.BitOperations.TrailingZeroCount(word);
        }

        return -1;
    }

    private bool IsExcluded(CompiledRule rule, ReadOnlySpan<byte> line) =>
        rule.Excludes.Length > 0 && IsAnyMatch(rule.Excludes.AsSpan(), line);

    private bool IsAnyMatch(ReadOnlySpan<LinePattern> patterns, ReadOnlySpan<byte> line)
    {
        foreach (var pattern in patterns)
            if (pattern.IsMatch(line, _text))
                return true;
        return false;
    }
}
